import type { FactNoun } from './fact-doors.ts'

const customer = { source: 'pms', externalId: 'G-1024' }
const at = { source: 'pms', occurredAt: '2026-11-20T11:30:00+08:00' }

/** One item of each noun, as a system would send it. A test parses each by its shape. */
export const FACT_EXAMPLES: Record<FactNoun, Record<string, unknown>> = {
  experiences: {
    ...at,
    externalId: 'stay-88-departure',
    customer: { ...customer, name: '王芳' },
    moment: 'departure',
    location: '西湖店',
    score: 5,
    emotion: 'moved',
    note: '离店时送了两瓶水',
    episodeExternalId: 'stay-88',
  },
  shares: {
    ...at,
    externalId: 'post-7',
    customer,
    moment: 'departure',
    channel: 'feed',
    valence: 1,
    isPublic: true,
    proof: 'traced',
  },
  complaints: {
    ...at,
    externalId: 'ticket-31',
    customer,
    moment: 'telephone',
    severity: 2,
    note: '电话响了很久没人接',
  },
  orders: {
    ...at,
    externalId: 'order-512',
    customer,
    product: 'room',
    amountMinor: 68_800,
    deliveredAt: '2026-11-20T12:00:00+08:00',
  },
  refunds: {
    ...at,
    externalId: 'refund-9',
    order: { source: 'pms', externalId: 'order-512' },
    amountMinor: 10_000,
    reason: '少住一晚',
  },
  referrals: {
    ...at,
    externalId: 'told-3',
    referrer: customer,
    referee: { source: 'pms', externalId: 'G-2048', name: '李明' },
    evidence: '前台询问',
  },
  customers: { ...customer, name: '王芳', phone: '+86 138 0013 8000' },
}
