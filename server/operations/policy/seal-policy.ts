import { savePolicySeal } from '#server/db/policy.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import type { ChosenPolicy } from '#server/domain/policy/input.ts'

/** Seals a draft: from then on it never changes, and referrals kept from its beginning fall under it. */
export async function sealPolicy(actor: Actor, input: ChosenPolicy): Promise<void> {
  authorize(actor, 'policy.seal')
  await transaction(actor, (tx) => savePolicySeal(tx, sessionOf(actor), input.id))
}
