import { z } from 'zod'
import { ROLES } from '../role.ts'

export const ChangeMember = z.strictObject({
  membershipId: z.uuid(),
  role: z.enum(ROLES, 'role.invalid'),
  /** Staff only: where they record. */
  locationId: z.uuid().nullable(),
  /** The member's own customer record, so that nobody decides about themselves. */
  linkedCustomerId: z.uuid().nullable(),
})
export type ChangeMember = z.infer<typeof ChangeMember>

/** Which member an act is about. */
export const ChosenMember = z.strictObject({ membershipId: z.uuid() })
export type ChosenMember = z.infer<typeof ChosenMember>
