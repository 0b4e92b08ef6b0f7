import { movePayout } from '#server/db/payout.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import type { ChosenPayout } from '#server/domain/payout/input.ts'

/** Gives up a batch that was not released; its entries are owed again. */
export async function cancelPayout(actor: Actor, input: ChosenPayout): Promise<void> {
  authorize(actor, 'payout.cancel')
  await transaction(actor, (tx) =>
    movePayout(tx, sessionOf(actor), { id: input.id, act: 'cancel' }),
  )
}
