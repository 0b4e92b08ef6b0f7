import { listPayable, type PayableRow } from '#server/db/payout-line.ts'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { PayableQuestion } from '#server/domain/payout/input.ts'

/** What is approved and not yet on its way, per customer: payable, without data of the payee, held back, or a debt carried forward. */
export async function payableAmounts(
  actor: Actor,
  { currency }: PayableQuestion,
): Promise<{
  items: PayableRow[]
  readyMinor: bigint
  missingPayeeMinor: bigint
  debtMinor: bigint
}> {
  authorize(actor, 'payout.read')
  return reading(actor, async (db) => {
    const items = await listPayable(db, currency)
    const sum = (rows: PayableRow[]) => rows.reduce((total, row) => total + row.amountMinor, 0n)
    const owed = items.filter((row) => row.amountMinor > 0n)
    return {
      items,
      readyMinor: sum(owed.filter((row) => row.payee)),
      missingPayeeMinor: sum(owed.filter((row) => !row.payee)),
      debtMinor: sum(items.filter((row) => row.amountMinor < 0n)),
    }
  })
}
