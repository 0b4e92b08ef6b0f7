import { createLoader, parseAsString } from 'nuqs/server'

/** The page's address: one account, and the day the balances are of. */
export const ledgerSearch = { account: parseAsString, asOf: parseAsString }

export const loadLedgerSearch = createLoader(ledgerSearch)

/** A business day, or none where the address holds something else. */
export function dayOf(text: string | null): string | undefined {
  return text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
    ? text
    : undefined
}
