import { z } from 'zod'
import { CURSOR } from '../list-cursor.ts'

export const LEDGER_ACCOUNTS = ['thanks-expense', 'thanks-payable', 'cash'] as const

const Day = z.iso.date()

export const LedgerQuestion = z.strictObject({
  accountCode: z.enum(LEDGER_ACCOUNTS).optional(),
  /** Business days of the recording, `[from, until)`. */
  from: Day.optional(),
  until: Day.optional(),
  cursor: z.string().regex(CURSOR).nullish(),
  limit: z.number().int().min(1).max(200).default(50),
})
export type LedgerQuestion = z.infer<typeof LedgerQuestion>

/** Balances at the end of a business day; now, where none is named. */
export const TrialQuestion = z.strictObject({ asOf: Day.optional() })
export type TrialQuestion = z.infer<typeof TrialQuestion>
