import { voidReferral as saveVoid } from '#server/db/referral.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import type { VoidReferral } from '#server/domain/referral/input.ts'

/** Ends a referral that was none, before it is kept. Ending it twice changes nothing. */
export async function voidReferral(actor: Actor, input: VoidReferral): Promise<void> {
  authorize(actor, 'referral.void')
  await transaction(actor, (tx) => saveVoid(tx, sessionOf(actor), input))
}
