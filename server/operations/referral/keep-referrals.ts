import { type KeepResult, keepReferrals as saveKept } from '#server/db/referral.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { KeepReferrals } from '#server/domain/referral/input.ts'

/** Keeps referrals whose order is delivered and whose refund window is over, and proposes their entries. */
export async function keepReferrals(
  actor: Actor,
  input: KeepReferrals,
): Promise<{ results: KeepResult[] }> {
  authorize(actor, 'referral.keep')
  const sessionToken = actor.kind === 'member' ? actor.sessionToken : null
  return transaction(actor, async (tx) => ({
    results: await saveKept(tx, sessionToken, input.ids),
  }))
}
