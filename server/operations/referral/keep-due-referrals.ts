import { proposeCommissions } from '#server/db/commission.ts'
import { reading } from '#server/db/reading.ts'
import { keepReferrals, listDueReferrals, listUnproposed } from '#server/db/referral.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

const BATCH = 200

/**
 * What the clock may do with referrals, and nothing more: keep those whose refund window is over, and propose for those kept.
 * @returns how many were kept and how many proposed late
 */
export async function keepDueReferrals(actor: Actor): Promise<{ kept: number; proposed: number }> {
  authorize(actor, 'referral.keep')
  authorize(actor, 'commission.propose')
  const kept = await drain(actor, 'due')
  const proposed = await drain(actor, 'unproposed')
  return { kept, proposed }
}

/** Goes on in small transactions until nothing more moves, so that one refusal holds up nobody for ever. */
async function drain(actor: Actor, what: 'due' | 'unproposed'): Promise<number> {
  let moved = 0
  for (;;) {
    const ids = await reading(actor, (db) =>
      what === 'due' ? listDueReferrals(db, BATCH) : listUnproposed(db, BATCH),
    )
    const count = await move(actor, what, ids)
    moved += count
    if (count === 0 || ids.length < BATCH) return moved
  }
}

async function move(actor: Actor, what: 'due' | 'unproposed', ids: string[]): Promise<number> {
  if (ids.length === 0) return 0
  return transaction(actor, async (tx) => {
    if (what === 'due') {
      const results = await keepReferrals(tx, null, ids)
      return results.filter((result) => result.outcome === 'kept').length
    }
    const results = await proposeCommissions(tx, null, ids)
    return results.filter((result) => result.unproposed === null).length
  })
}
