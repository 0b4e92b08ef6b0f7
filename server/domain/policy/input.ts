import { z } from 'zod'

const Rate = z.number().int().min(0).max(10_000, 'rate.invalid')
const Amount = z.bigint().min(1n, 'amount.invalid').max(1_000_000_000_000n, 'amount.invalid')

/** A version of rates and caps, as finance writes it. 1 % = 100 bps; amounts are minor units of the currency. */
export const DraftPolicy = z
  .strictObject({
    /** An existing draft to write anew; a new version where none is named. */
    id: z.uuid().optional(),
    name: z.string().trim().min(1).max(120),
    kind: z.enum(['flat', 'percent', 'tiers']),
    currency: z.string().regex(/^[A-Z]{3}$/),
    flatMinor: Amount.nullish(),
    rateBps: Rate.min(1, 'rate.invalid').nullish(),
    capMinor: Amount.nullish(),
    tiers: z
      .array(z.strictObject({ fromMinor: z.bigint().min(0n, 'amount.invalid'), rateBps: Rate }))
      .max(20)
      .default([]),
    effectiveFrom: z.date(),
  })
  .superRefine((policy, context) => {
    const wrong = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message })
    if (policy.kind === 'flat' && !policy.flatMinor) wrong('flatMinor', 'amount.invalid')
    if (policy.kind === 'percent' && !policy.rateBps) wrong('rateBps', 'rate.invalid')
    if (policy.kind !== 'tiers') return
    const bounds = new Set(policy.tiers.map((tier) => tier.fromMinor))
    if (!bounds.has(0n)) wrong('tiers', 'tiers.start')
    if (bounds.size < policy.tiers.length) wrong('tiers', 'tiers.twice')
  })
export type DraftPolicy = z.infer<typeof DraftPolicy>

export const ChosenPolicy = z.strictObject({ id: z.uuid() })
export type ChosenPolicy = z.infer<typeof ChosenPolicy>
