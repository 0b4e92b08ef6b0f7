import { listUnproposedReferrals, type UnproposedReferral } from '#server/db/commission-list.ts'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

const MOST = 200

/** Kept, but nothing proposed, and why: nobody's thank-you is forgotten silently. */
export async function unproposedReferrals(actor: Actor): Promise<{ items: UnproposedReferral[] }> {
  authorize(actor, 'commission.read')
  return reading(actor, async (db) => ({ items: await listUnproposedReferrals(db, MOST) }))
}
