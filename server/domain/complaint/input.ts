import { z } from 'zod'
import { momentOccurrence } from '../fact/input.ts'
import { Reach } from '../share/input.ts'

/** A customer told us that something failed. */
export const ComplaintItem = z.strictObject({
  ...momentOccurrence,
  /** 1 minor, 2 serious, 3 grave. */
  severity: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(2),
  isPublic: z.boolean().default(false),
  reach: Reach,
})
export type ComplaintItem = z.infer<typeof ComplaintItem>
