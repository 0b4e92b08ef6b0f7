import { readToday } from '#server/db/impact-frame.ts'
import { reading } from '#server/db/reading.ts'
import { type ListedReferral, listReferrals } from '#server/db/referral-list.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { cursorPlace, pageOf } from '#server/domain/list-cursor.ts'
import { spanOf } from '#server/domain/period.ts'
import type { ReferralListQuestion } from '#server/domain/referral/input.ts'

/** Who told whom, the newest claim first. */
export async function referralList(
  actor: Actor,
  question: ReferralListQuestion,
  now: Date,
): Promise<{ items: ListedReferral[]; next: string | null }> {
  authorize(actor, 'referral.read')
  const { states, period, customerId, cursor, limit } = question
  return reading(actor, async (db) => {
    const found = await listReferrals(db, {
      states: states && states.length > 0 ? states : null,
      span: period ? spanOf(period, await readToday(db, now)) : null,
      customerId: customerId ?? null,
      after: cursor ? cursorPlace(cursor) : null,
      size: limit + 1,
    })
    return pageOf(found, limit, (row) => ({ at: row.place, id: row.id }))
  })
}
