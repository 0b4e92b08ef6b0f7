import { z } from 'zod'
import { COMPARISONS, findPeriod } from '../period.ts'

/** A period as a link names it. */
export const PeriodText = z
  .string()
  .max(40)
  .transform((text, context) => {
    const period = findPeriod(text)
    if (period) return period
    context.addIssue({ code: 'custom', message: 'period.invalid' })
    return z.NEVER
  })

const LocationNo = z.number().int().min(0).max(32_767).nullable()
const MomentNo = z.number().int().min(0).max(32_767)

/** Which days and which place; `compare` adds a second span to hold the first against. */
export const ImpactQuestion = z.strictObject({
  period: PeriodText,
  compare: z.enum(COMPARISONS),
  locationNo: LocationNo,
})
export type ImpactQuestion = z.infer<typeof ImpactQuestion>

/** Which days and which place. */
export const PlaceQuestion = z.strictObject({ period: PeriodText, locationNo: LocationNo })
export type PlaceQuestion = z.infer<typeof PlaceQuestion>

/** One moment, or with 0 what states none. */
export const MomentQuestion = z.strictObject({
  period: PeriodText,
  locationNo: LocationNo,
  momentNo: MomentNo,
})
export type MomentQuestion = z.infer<typeof MomentQuestion>

/** Day by day: one moment, or with null all of them. */
export const TrendQuestion = z.strictObject({
  period: PeriodText,
  locationNo: LocationNo,
  momentNo: MomentNo.nullable(),
})
export type TrendQuestion = z.infer<typeof TrendQuestion>

/**
 * The rows behind one number. `momentNo` null is all moments; `cohort` says which days of the period count.
 *
 * - `outcome`: exposures with the outcome in time; `late`: with it after the horizon; `all`: with it or without
 * - `unnamed`, `named`: outcomes without an exposure, which name no moment, or one that the customer has not lived
 */
export const ExposuresQuestion = z.strictObject({
  period: PeriodText,
  locationNo: LocationNo,
  momentNo: MomentNo.nullable(),
  outcome: z.enum(['share', 'complaint']),
  only: z.enum(['outcome', 'late', 'all', 'unnamed', 'named']),
  cohort: z.enum(['matured', 'young', 'all']),
  cursor: z.string().max(200).nullable(),
})
export type ExposuresQuestion = z.infer<typeof ExposuresQuestion>
