import type { ImportNoun } from './fields.ts'

/** One line that every template shows, so that nobody has to guess how a cell is written. */
export const TEMPLATE_EXAMPLE: Record<
  ImportNoun,
  Record<'en' | 'zh-CN', Record<string, string>>
> = {
  customers: {
    en: { externalId: 'C-1001', name: 'Li Ming', phone: '13800001234' },
    'zh-CN': { externalId: 'C-1001', name: '李明', phone: '13800001234' },
  },
  experiences: {
    en: {
      externalId: 'E-1',
      customerId: 'C-1001',
      customerName: 'Li Ming',
      occurredAt: '2026-05-31 14:05',
      score: '4',
      note: 'Warm welcome',
    },
    'zh-CN': {
      externalId: 'E-1',
      customerId: 'C-1001',
      customerName: '李明',
      occurredAt: '2026-05-31 14:05',
      score: '4',
      note: '接待很热情',
    },
  },
  shares: {
    en: {
      externalId: 'S-1',
      customerId: 'C-1001',
      customerName: 'Li Ming',
      occurredAt: '2026-06-01 09:30',
      channel: 'feed',
      valence: 'positive',
      isPublic: 'yes',
      reach: '12',
    },
    'zh-CN': {
      externalId: 'S-1',
      customerId: 'C-1001',
      customerName: '李明',
      occurredAt: '2026-06-01 09:30',
      channel: '朋友圈',
      valence: '正面',
      isPublic: '是',
      reach: '12',
    },
  },
  complaints: {
    en: {
      externalId: 'K-1',
      customerId: 'C-1001',
      customerName: 'Li Ming',
      occurredAt: '2026-06-01 09:30',
      severity: 'serious',
      isPublic: 'no',
      note: 'The phone did not work',
    },
    'zh-CN': {
      externalId: 'K-1',
      customerId: 'C-1001',
      customerName: '李明',
      occurredAt: '2026-06-01 09:30',
      severity: '一般',
      isPublic: '否',
      note: '客房电话打不通',
    },
  },
  orders: {
    en: {
      externalId: 'O-1',
      customerId: 'C-1001',
      customerName: 'Li Ming',
      occurredAt: '2026-05-30',
      deliveredAt: '2026-06-02',
      product: 'ROOM',
      amount: '1,280.00',
      currency: 'CNY',
    },
    'zh-CN': {
      externalId: 'O-1',
      customerId: 'C-1001',
      customerName: '李明',
      occurredAt: '2026-05-30',
      deliveredAt: '2026-06-02',
      product: 'ROOM',
      amount: '1,280.00',
      currency: 'CNY',
    },
  },
  refunds: {
    en: {
      externalId: 'R-1',
      orderId: 'O-1',
      occurredAt: '2026-06-03',
      amount: '200.00',
      reason: 'Left a day early',
    },
    'zh-CN': {
      externalId: 'R-1',
      orderId: 'O-1',
      occurredAt: '2026-06-03',
      amount: '200.00',
      reason: '提前一天离店',
    },
  },
  referrals: {
    en: {
      externalId: 'T-1',
      referrerId: 'C-1001',
      referrerName: 'Li Ming',
      refereeId: 'C-1002',
      refereeName: 'Wang Fang',
      occurredAt: '2026-06-05',
      evidence: 'Named at the desk',
    },
    'zh-CN': {
      externalId: 'T-1',
      referrerId: 'C-1001',
      referrerName: '李明',
      refereeId: 'C-1002',
      refereeName: '王芳',
      occurredAt: '2026-06-05',
      evidence: '前台登记时说明',
    },
  },
}
