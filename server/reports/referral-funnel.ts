import { readToday } from '#server/db/impact-frame.ts'
import { readingReplica } from '#server/db/reading.ts'
import { countReferrals } from '#server/db/referral-count.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { type Span, spanOf } from '#server/domain/period.ts'
import type { ReferralFunnelQuestion } from '#server/domain/referral/input.ts'
import { wilsonInterval } from '#server/domain/statistics/wilson-interval.ts'

export type FunnelStage = {
  state: 'claimed' | 'confirmed' | 'visited' | 'bought' | 'kept'
  count: number
  /** Of all claimed, with its 95 % Wilson interval; null where nothing was claimed. */
  share: { rate: number; low: number; high: number } | null
}

export type ReferralFunnel = { span: Span; total: number; voided: number; stages: FunnelStage[] }

/** Of the referrals claimed in a period: how many came at least to each stage so far. Void ones count as far as they came. */
export async function referralFunnel(
  actor: Actor,
  { period }: ReferralFunnelQuestion,
  now: Date,
): Promise<ReferralFunnel> {
  authorize(actor, 'referral.read')
  return readingReplica(actor, async (db) => {
    const span = spanOf(period, await readToday(db, now))
    const { total, voided, confirmed, visited, bought, kept } = await countReferrals(db, span)
    const stages = (
      [
        ['claimed', total],
        ['confirmed', confirmed],
        ['visited', visited],
        ['bought', bought],
        ['kept', kept],
      ] as const
    ).map(([state, count]) => ({ state, count, share: shareOf(count, total) }))
    return { span, total, voided, stages }
  })
}

function shareOf(count: number, total: number): FunnelStage['share'] {
  const interval = wilsonInterval(count, total)
  return interval && { rate: count / total, ...interval }
}
