import { z } from 'zod'

/** Text of people: no NUL, which Postgres cannot hold; blank counts as not given. */
export function optionalText(max: number) {
  return text(max)
    .nullish()
    .transform((value) => value || null)
}

/** Text of people that must be given; at most `max` characters after trimming. */
export function requiredText(max: number) {
  return text(max).min(1)
}

function text(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .refine((value) => !value.includes('\u0000'), 'text.invalid')
}

/** A moment in time, to the millisecond: a Date, or ISO 8601 with its offset. */
export const Instant = z.union(
  [z.date(), z.iso.datetime({ offset: true }).transform((value) => new Date(value))],
  'date.invalid',
)

/** Ten million millions of yuan: more is a slip of the keyboard, and a sum of many still fits. */
const MAX_MINOR = 10n ** 15n

/** Money: whole minor units of a currency, never a fraction, never negative. */
export const AmountMinor = z
  .union(
    [
      z.bigint(),
      z.int().transform((value) => BigInt(value)),
      z
        .string()
        .regex(/^\d{1,18}$/)
        .transform((value) => BigInt(value)),
    ],
    'amount.invalid',
  )
  .refine((value) => value >= 0n && value <= MAX_MINOR, 'amount.invalid')

/** Which system speaks, and what it calls the thing: together they are the fact's identity. */
export const identity = { source: requiredText(64), externalId: requiredText(200) }

/** A customer by our id, or by what a source calls them. */
export const CustomerRef = z.union(
  [
    z.strictObject({ id: z.guid() }),
    /** The name is for a customer whom this reference makes known. */
    z.strictObject({ ...identity, name: optionalText(200) }),
  ],
  'customer.unknown',
)
export type CustomerRef = z.infer<typeof CustomerRef>

/** What every fact of a customer says. */
export const occurrence = {
  ...identity,
  customer: CustomerRef,
  occurredAt: Instant,
  /** By name; null is not stated. */
  location: optionalText(120),
}

/** What a fact about a moment says besides. */
export const momentOccurrence = {
  ...occurrence,
  /** By code or by either name; null is not stated. */
  moment: optionalText(120),
  note: optionalText(2000),
  /** What the business calls the stay, flight or visit; null where it has no name. */
  episodeExternalId: optionalText(200),
}
