import { saveOptIn } from '#server/db/commission.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import type { OptImportIn } from '#server/domain/commission/input.ts'

/** Lets the kept referrals that came with an import propose; until then they never do. */
export async function optImportIn(actor: Actor, input: OptImportIn): Promise<void> {
  authorize(actor, 'commission.approve')
  await transaction(actor, (tx) => saveOptIn(tx, sessionOf(actor), input.importId))
}
