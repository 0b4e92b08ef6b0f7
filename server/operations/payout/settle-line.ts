import { settleLine as saveOutcome } from '#server/db/payout.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import type { SettleLine } from '#server/domain/payout/input.ts'

/** What the bank said of one line. Settled is booked; returned or refused is owed again and may be paid by a new batch. */
export async function settleLine(
  actor: Actor,
  input: SettleLine,
): Promise<{ state: 'settled' | 'returned' | 'refused' }> {
  authorize(actor, 'payout.settle')
  const { lineId, outcome, reason = null } = input
  return transaction(actor, (tx) => saveOutcome(tx, sessionOf(actor), { lineId, outcome, reason }))
}
