import { revealPayee as openPayee, type RevealedPayee } from '#server/db/payee.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import type { ChosenPayee } from '#server/domain/payee/input.ts'

/** A payee's name and account in full; who looked is in the audit log. */
export async function revealPayee(actor: Actor, input: ChosenPayee): Promise<RevealedPayee> {
  authorize(actor, 'payee.reveal')
  return transaction(actor, (tx) => openPayee(tx, sessionOf(actor), input.id))
}
