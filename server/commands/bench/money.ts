import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { commandLine } from '#prisma/seed/sample-run.ts'
import { approveEntries } from '#server/operations/commission/approve-entries.ts'
import { holdCommission } from '#server/operations/commission/hold-commission.ts'
import { rejectEntries } from '#server/operations/commission/reject-entries.ts'
import { requestPayee } from '#server/operations/payee/request-payee.ts'
import { submitPayee } from '#server/operations/payee/submit-payee.ts'
import { draftPayout } from '#server/operations/payout/draft-payout.ts'
import { exportPayout } from '#server/operations/payout/export-payout.ts'
import { freezePayout } from '#server/operations/payout/freeze-payout.ts'
import { releasePayout } from '#server/operations/payout/release-payout.ts'
import { settleLine } from '#server/operations/payout/settle-line.ts'
import { draftPolicy } from '#server/operations/policy/draft-policy.ts'
import { sealPolicy } from '#server/operations/policy/seal-policy.ts'
import { keepReferrals } from '#server/operations/referral/keep-referrals.ts'
import { moveSampleClock } from '#server/operations/sample/move-sample-clock.ts'
import { entriesToApprove } from '#server/reports/entries-to-approve.ts'
import { payoutDetail } from '#server/reports/payout-detail.ts'
import type { BenchPeople } from './people.ts'

const AT_ONCE = 200

/** A version of the rates, sealed before the first referral. */
export async function makePolicy(people: BenchPeople, firstInstant: Date): Promise<void> {
  const command = commandLine(people.owner.organizationId)
  const before = (days: number) => new Date(firstInstant.getTime() - days * 86_400_000)
  await moveSampleClock(command, before(3))
  const { id } = await draftPolicy(people.finance, {
    name: 'Bench: 4 %',
    kind: 'percent',
    rateBps: 400,
    capMinor: 30_000n,
    tiers: [],
    currency: 'CNY',
    effectiveFrom: before(1),
  })
  await moveSampleClock(command, before(2))
  await sealPolicy(people.owner, { id })
  await moveSampleClock(command, null)
}

/** Keeps what may be kept, up to `most`, and leaves thank-yous in every state: proposed, rejected, held, approved, frozen, sent, settled. */
export async function makeMoney(
  owner: pg.Client,
  people: BenchPeople,
  most: number,
): Promise<void> {
  await keepDue(owner, people, most)
  const { items: first } = await entriesToApprove(people.finance, { cursor: null, limit: 200 })
  const part = (from: number, until: number) =>
    first.slice(Math.round(first.length * from), Math.round(first.length * until))
  const [approved, rejected, held] = [part(0, 0.6), part(0.6, 0.7), part(0.7, 0.8)]
  if (approved.length === 0) return
  await approveEntries(people.finance, { entryIds: approved.map(({ entryId }) => entryId) })
  if (rejected.length > 0)
    await rejectEntries(people.finance, {
      entryIds: rejected.map(({ entryId }) => entryId),
      reason: 'not-genuine',
    })
  for (const { commissionId } of held)
    await holdCommission(people.finance2, { commissionId, reason: 'Same telephone' })
  // A batch takes all that its payees are owed, so each needs payees of its own.
  const referrers = new Map(approved.map((entry) => [entry.referrerId, entry]))
  const asked = [...referrers.values()].slice(0, 60)
  const each = Math.ceil(asked.length / 3)
  for (const [at, until] of (['settled', 'frozen', 'draft'] as const).entries())
    await payOut(people, asked.slice(at * each, at * each + each), until)
}

async function keepDue(owner: pg.Client, people: BenchPeople, most: number): Promise<void> {
  const { rows } = await owner.query<{ id: string }>(
    `SELECT r.id FROM referrals r JOIN orders o ON o.organization_id = r.organization_id AND o.id = r.order_id
     WHERE r.state = 'bought' AND o.delivered_at < now() - interval '31 days' ORDER BY r.id LIMIT $1`,
    [most],
  )
  const { organizationId } = people.owner
  const night = {
    kind: 'job',
    organizationId,
    job: 'keep-referrals',
    requestId: randomUUID(),
  } as const
  for (let at = 0; at < rows.length; at += AT_ONCE)
    await keepReferrals(night, { ids: rows.slice(at, at + AT_ONCE).map(({ id }) => id) })
}

type Entry = Awaited<ReturnType<typeof entriesToApprove>>['items'][number]

type Until = 'draft' | 'frozen' | 'settled'

async function payOut(people: BenchPeople, entries: Entry[], until: Until): Promise<void> {
  if (entries.length === 0) return
  for (const [no, { entryId }] of entries.entries()) {
    const { link } = await requestPayee(people.finance, { entryId, locale: 'zh-CN' })
    await submitPayee({ ...accountOf(no), secret: link.split('/').at(-1) ?? '' }, randomUUID())
  }
  const { id } = await draftPayout(people.finance2, { currency: 'CNY' })
  if (until === 'draft') return
  await freezePayout(people.finance2, { id })
  if (until === 'frozen') return
  await releasePayout(people.owner, { id })
  await exportPayout(people.finance2, { id })
  const { lines } = await payoutDetail(people.finance2, { id })
  for (const line of lines.slice(0, Math.ceil(lines.length / 2)))
    await settleLine(people.finance2, { lineId: line.id, outcome: 'settled' })
}

function accountOf(no: number) {
  return {
    name: '王伟',
    bankName: '招商银行',
    // No bank issues cards that begin with 0000.
    account: `0000${String(no).padStart(12, '0')}`,
    consent: true as const,
    locale: 'zh-CN' as const,
    isEmployee: false,
    isPublicOfficial: false,
    isMedicalStaff: false,
    isBuyersEmployee: false,
  }
}
