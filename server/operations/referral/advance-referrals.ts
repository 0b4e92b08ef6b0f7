import { type StepResult, advanceReferrals as saveSteps } from '#server/db/referral.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { AdvanceReferrals } from '#server/domain/referral/input.ts'

/** Moves referrals forward to confirmed, visited or bought; the steps between are recorded as implied. */
export async function advanceReferrals(
  actor: Actor,
  input: AdvanceReferrals,
): Promise<{ results: StepResult[] }> {
  authorize(actor, 'referral.advance')
  const sessionToken = actor.kind === 'member' ? actor.sessionToken : null
  return transaction(actor, async (tx) => ({
    results: await saveSteps(tx, sessionToken, input.steps),
  }))
}
