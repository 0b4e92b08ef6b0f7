import { stringify } from 'csv-stringify/sync'
import type { PayoutFileRow } from '#server/db/payout.ts'
import { amountText } from '#server/domain/money.ts'

const COLUMNS = ['reference', 'name', 'account', 'bank', 'amount', 'currency'] as const

/**
 * A batch as the bank's CSV: UTF-8 with BOM, all minor digits, formulas neutralised, the reference as the number by which the bank
 * tells a repetition from a new payment. The same batch always gives the same bytes.
 */
export function bankFile(rows: readonly PayoutFileRow[]): string {
  const records = rows.map((row) => ({
    reference: row.reference,
    name: row.name,
    account: row.account,
    bank: row.bankName,
    amount: amountText(row.amountMinor, row.currency),
    currency: row.currency,
  }))
  return stringify(records, {
    header: true,
    columns: [...COLUMNS],
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  })
}
