import { z } from 'zod'

const Name = z.string().trim().min(1, 'required').max(80, 'too-long')

export const AddLocation = z.strictObject({ name: Name })
export type AddLocation = z.infer<typeof AddLocation>

export const RenameLocation = z.strictObject({ locationId: z.uuid(), name: Name })
export type RenameLocation = z.infer<typeof RenameLocation>

/** Which location an act is about. */
export const ChosenLocation = z.strictObject({ locationId: z.uuid() })
export type ChosenLocation = z.infer<typeof ChosenLocation>
