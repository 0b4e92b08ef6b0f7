import { readToday } from '#server/db/impact-frame.ts'
import { readingReplica } from '#server/db/reading.ts'
import { countReferralsOverTime, type ReferralPoint } from '#server/db/referral-count.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { type Span, spanOf } from '#server/domain/period.ts'
import type { ReferralsOverTimeQuestion } from '#server/domain/referral/input.ts'

/** Referrals by the day, week or month in which they were claimed, bought and kept; an empty bucket is there, and is 0. */
export async function referralsOverTime(
  actor: Actor,
  { period, bucket }: ReferralsOverTimeQuestion,
  now: Date,
): Promise<{ span: Span; points: ReferralPoint[] }> {
  authorize(actor, 'referral.read')
  return readingReplica(actor, async (db) => {
    const span = spanOf(period, await readToday(db, now))
    return { span, points: await countReferralsOverTime(db, span, bucket) }
  })
}
