import { z } from 'zod'
import { CustomerRef, Instant, identity, optionalText } from '../fact/input.ts'

/** The yes or no to "was it worth it?" of one run, given at its end. */
export const WorthItAnswer = z.strictObject({
  ...identity,
  customer: CustomerRef,
  /** What the business calls the run; null: it is a customer-day. */
  episodeExternalId: optionalText(200),
  /** Of a customer-day: which day; null is the business day of the answer. */
  episodeDay: z.iso.date('date.invalid').nullish().default(null),
  isWorthIt: z.boolean(),
  occurredAt: Instant,
})
export type WorthItAnswer = z.infer<typeof WorthItAnswer>

/** Many answers of one call; each is parsed by itself, so that a bad one never loses the others. */
export const AnswerWorthIt = z.strictObject({ answers: z.array(z.unknown()).min(1).max(1000) })
export type AnswerWorthIt = z.infer<typeof AnswerWorthIt>
