import { z } from 'zod'
import { momentOccurrence } from '../fact/input.ts'
import { SHARE_CHANNELS } from './share-kind.ts'

/** How many others spread it further; null where nobody knows. */
export const Reach = z
  .int()
  .min(0)
  .max(2_000_000_000)
  .nullish()
  .transform((value) => value ?? null)

/** A customer told somebody about us. */
export const ShareItem = z.strictObject({
  ...momentOccurrence,
  channel: z.enum(SHARE_CHANNELS),
  /** −1 against us, 0 neutral, 1 for us. */
  valence: z.union([z.literal(-1), z.literal(0), z.literal(1)]).default(1),
  isPublic: z.boolean().default(false),
  reach: Reach,
  /** Traced: we saw it. Reported: somebody told us. */
  proof: z.enum(['traced', 'reported']).default('reported'),
})
export type ShareItem = z.infer<typeof ShareItem>
