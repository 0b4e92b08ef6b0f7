import { type LedgerBalance, sumAccounts } from '#server/db/ledger.ts'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { assert } from '#server/domain/errors.ts'
import type { TrialQuestion } from '#server/domain/ledger/input.ts'

export type TrialRow = LedgerBalance & { balanceMinor: bigint }

/** Debits, credits and balance of every account at the end of a business day. Balances are sums and add up to nothing. */
export async function trialBalance(
  actor: Actor,
  { asOf }: TrialQuestion,
): Promise<{ rows: TrialRow[] }> {
  authorize(actor, 'ledger.read')
  return reading(actor, async (db) => {
    const balances = await sumAccounts(db, asOf ?? null)
    const rows = balances.map((row) => ({ ...row, balanceMinor: row.debitMinor - row.creditMinor }))
    assert(rows.reduce((sum, row) => sum + row.balanceMinor, 0n) === 0n, 'the books do not balance')
    return { rows }
  })
}
