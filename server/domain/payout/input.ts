import { z } from 'zod'

const CurrencyCode = z.string().regex(/^[A-Z]{3}$/)

export const DraftPayout = z.strictObject({
  currency: CurrencyCode,
  /** Everybody who is owed something, where none are named. */
  customerIds: z.array(z.uuid()).min(1).max(1000).optional(),
})
export type DraftPayout = z.infer<typeof DraftPayout>

export const ChosenPayout = z.strictObject({ id: z.uuid() })
export type ChosenPayout = z.infer<typeof ChosenPayout>

export const SettleLine = z.strictObject({
  lineId: z.uuid(),
  outcome: z.enum(['settled', 'returned', 'refused']),
  /** What the bank said. */
  reason: z.string().trim().max(300).optional(),
})
export type SettleLine = z.infer<typeof SettleLine>

export const PayoutListQuestion = z.strictObject({
  cursor: z.number().int().nullish(),
  limit: z.number().int().min(1).max(200).default(50),
})
export type PayoutListQuestion = z.infer<typeof PayoutListQuestion>

export const PayableQuestion = z.strictObject({ currency: CurrencyCode })
export type PayableQuestion = z.infer<typeof PayableQuestion>
