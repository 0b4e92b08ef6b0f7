import { closeHold } from '#server/db/commission.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import type { UnholdCommission } from '#server/domain/commission/input.ts'

/** Lets a held commission go on. */
export async function unholdCommission(actor: Actor, input: UnholdCommission): Promise<void> {
  authorize(actor, 'commission.hold')
  await transaction(actor, (tx) => closeHold(tx, sessionOf(actor), input.commissionId))
}
