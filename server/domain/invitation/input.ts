import { z } from 'zod'
import { ROLES } from '../role.ts'

/** Any address is kept in small letters, so that two spellings are one person. */
const Email = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'required')
  .max(254, 'too-long')
  .pipe(z.email('email.invalid'))

export const CreateInvitation = z.strictObject({
  email: Email,
  role: z.enum(ROLES, 'role.invalid'),
  /** Staff only: where they record. */
  locationId: z.uuid().nullable(),
})
export type CreateInvitation = z.infer<typeof CreateInvitation>

export const RevokeInvitation = z.strictObject({ invitationId: z.uuid() })
export type RevokeInvitation = z.infer<typeof RevokeInvitation>

export const FindInvitation = z.strictObject({ token: z.string().min(1).max(200) })
export type FindInvitation = z.infer<typeof FindInvitation>

export const AcceptInvitation = z.strictObject({
  token: z.string().min(1).max(200),
  /** Null for somebody who has an account already. */
  name: z.string().trim().min(1, 'required').max(80, 'too-long').nullable(),
  password: z.string().min(10, 'password.short').max(128, 'password.long'),
})
export type AcceptInvitation = z.infer<typeof AcceptInvitation>
