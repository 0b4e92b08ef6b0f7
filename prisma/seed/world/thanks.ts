import { dayOf, instantOf } from './calendar.ts'
import { type SampleOrder, type SampleRefund, sampleProducts } from './orders.ts'
import { randomOf } from './random.ts'
import type { SampleReferral } from './referrals.ts'

/** What becomes of one kept referral. */
export type Thanks = {
  referral: SampleReferral
  keptAt: Date
  /** Null: nobody has decided yet. */
  decidedAt: Date | null
  /** `once` is one of two approvals, `hold` stops it with a question. */
  decision: 'approve' | 'reject' | 'hold' | 'once'
  /** When the referrer answers the form; null leaves it open. */
  answeredAt: Date | null
  bankSays: 'settled' | 'returned' | 'returned-later' | 'refused'
}

/** Batches are drafted and frozen at three in the afternoon, these many days before today; older ones every four weeks before. */
export const batchDays = { sending: 8, frozen: 2, every: 28 }

type Ingredients = {
  seed: string
  lastDay: number
  until: Date
  referrals: SampleReferral[]
  orders: Map<string, SampleOrder>
  refunds: SampleRefund[]
  /** When the business recorded what it had seen. */
  recordedAt: Date[]
}

const day = 86_400_000
const hour = 3_600_000

/**
 * The thanks of all kept referrals, oldest first. Going back from today: some wait in the queue, a few each are in a draft, in a frozen
 * batch, and at the bank; the rest is done. So every state is there, however small the world.
 */
export function planThanks(of: Ingredients): Thanks[] {
  const random = randomOf(`${of.seed}|thanks`)
  const kept = of.referrals.flatMap((referral) => keptBy(referral, of))
  kept.sort((a, b) => b.keptAt.getTime() - a.keptAt.getTime())
  const many = (part: number, least: number) => Math.max(least, Math.round(kept.length * part))
  const at = (daysAgo: number, o_clock: number) => instantOf(of.lastDay - daysAgo, o_clock * 60)
  // Each stage takes the newest that could have come so far, and whatever is too new for the next.
  const stages = [
    { left: many(0.03, 6), decidedAt: null, since: at(1, 10) },
    { left: many(0.025, 4), decidedAt: at(1, 10), since: at(4, 10) },
    { left: many(0.025, 3), decidedAt: at(4, 10), since: at(10, 10) },
    { left: many(0.03, 4), decidedAt: at(10, 10), since: at(13, 0) },
  ]
  let queued = 0
  let opened = 0
  let done = 0
  const planned = kept.map(({ referral, keptAt }): Thanks => {
    const stage = stages.find((one) => one.left-- > 0 || keptAt >= one.since)
    if (stage && !stage.decidedAt) return queuedThanks({ referral, keptAt }, queued++)
    if (stage?.decidedAt) {
      // Of those approved yesterday one has not answered yet, who was never thanked before.
      const isOnce = kept.filter((one) => one.referral.referrer === referral.referrer).length === 1
      const isOpen = isOnce && stage.decidedAt > at(2, 0) && opened++ === 0
      const answeredAt = isOpen
        ? null
        : new Date(stage.decidedAt.getTime() + random.whole(2, 20) * hour)
      return {
        referral,
        keptAt,
        decidedAt: stage.decidedAt,
        decision: 'approve',
        answeredAt,
        bankSays: 'settled',
      }
    }
    const weekly = dayOf(keptAt) + 1 + ((((9 - (dayOf(keptAt) + 1 + 4)) % 7) + 7) % 7)
    const decidedAt = instantOf(weekly, 10 * 60)
    const answeredAt = random.chance(0.9)
      ? new Date(decidedAt.getTime() + random.whole(6, 200) * hour)
      : null
    return doneThanks({ referral, keptAt, decidedAt, answeredAt }, done++, random.next())
  })
  return planned.reverse()
}

/** Of those that wait, one is stopped by a question and one has the first of two approvals. */
function queuedThanks(of: { referral: SampleReferral; keptAt: Date }, index: number): Thanks {
  const decision = index === 2 ? 'hold' : index === 3 ? 'once' : 'approve'
  const decidedAt = decision === 'approve' ? null : new Date(of.keptAt.getTime() + 3 * hour)
  return { ...of, decidedAt, decision, answeredAt: null, bankSays: 'settled' }
}

/** The newest of the done play every part once; among the others each is as rare as in life. */
function doneThanks(
  of: { referral: SampleReferral; keptAt: Date; decidedAt: Date; answeredAt: Date | null },
  index: number,
  chance: number,
): Thanks {
  const isCast = index < 12
  const answeredAt =
    index === 1 ? null : isCast ? new Date(of.decidedAt.getTime() + 30 * hour) : of.answeredAt
  const decision = index === 2 || (!isCast && chance < 0.05) ? 'reject' : 'approve'
  const bankSays =
    index === 4
      ? 'returned'
      : index === 5
        ? 'returned-later'
        : index === 6 || (!isCast && chance > 0.97)
          ? 'refused'
          : 'settled'
  return { ...of, answeredAt, decision, bankSays }
}

/** Two of those that were paid long ago give something back: three weeks ago, and yesterday. */
export function refundsAfterThanks(thanks: Thanks[], of: Ingredients): SampleRefund[] {
  const lastPaid = instantOf(of.lastDay - batchDays.sending - batchDays.every, 15 * 60)
  const paid = thanks.filter(
    ({ decision, answeredAt, bankSays }) =>
      decision === 'approve' && answeredAt && answeredAt < lastPaid && bankSays === 'settled',
  )
  const giveBack = (nth: number, on: number): SampleRefund[] => {
    const order = of.orders.get(orderIdOf(paid.at(-nth)?.referral))
    if (!order) return []
    const refund = { externalId: `${order.externalId}-F9`, order, reason: '投诉补偿' }
    return [{ ...refund, at: instantOf(on, 11 * 60), amountMinor: (order.amountMinor * 3n) / 10n }]
  }
  return [...giveBack(2, of.lastDay - 21), ...giveBack(1, of.lastDay - 1)]
}

function keptBy(
  referral: SampleReferral,
  of: Ingredients,
): { referral: SampleReferral; keptAt: Date }[] {
  const order = of.orders.get(orderIdOf(referral))
  if (!order?.deliveredAt) return []
  const product = sampleProducts.find(({ code }) => code === order.productCode)
  const delivered = order.deliveredAt
  const over = new Date(delivered.getTime() + (product?.refundWindowDays ?? 0) * day)
  const known = of.recordedAt.find((at) => at >= delivered) ?? of.until
  // The job looks every night.
  const keptAt = instantOf(dayOf(known > over ? known : over) + 1, 3 * 60 + 10)
  const refunded = of.refunds
    .filter((refund) => refund.order.externalId === order.externalId && refund.at < keptAt)
    .reduce((sum, refund) => sum + refund.amountMinor, 0n)
  return keptAt < of.until && refunded < order.amountMinor ? [{ referral, keptAt }] : []
}

function orderIdOf(referral: SampleReferral | undefined): string {
  return referral?.stay ? `${referral.stay.externalId}-R` : ''
}
