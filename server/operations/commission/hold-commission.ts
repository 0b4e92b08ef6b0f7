import { openHold } from '#server/db/commission.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import type { HoldCommission } from '#server/domain/commission/input.ts'

/** Stops every entry of a commission until somebody of finance lets it go on. */
export async function holdCommission(actor: Actor, input: HoldCommission): Promise<void> {
  authorize(actor, 'commission.hold')
  await transaction(actor, (tx) => openHold(tx, sessionOf(actor), input))
}
