import { z } from 'zod'
import { SCOPES } from './scope.ts'

const Scopes = z
  .array(z.enum(SCOPES, 'scope.unknown'))
  .min(1, 'scope.none')
  .max(SCOPES.length)
  .transform((scopes) => SCOPES.filter((scope) => scopes.includes(scope)))

/** A key for a system of the business. */
export const CreateApiKey = z.strictObject({
  /** Which system holds it, for people. */
  name: z.string().trim().min(1, 'required').max(80, 'too-long'),
  scopes: Scopes,
  /** Null works until somebody revokes it. */
  expiresInDays: z.int('number.invalid').min(1).max(3650).nullable(),
})
export type CreateApiKey = z.infer<typeof CreateApiKey>

/** A new secret for the same key; the one before it works on for the hours of grace. */
export const RotateApiKey = z.strictObject({
  keyId: z.uuid(),
  graceHours: z.int('number.invalid').min(0).max(720),
})
export type RotateApiKey = z.infer<typeof RotateApiKey>

export const RevokeApiKey = z.strictObject({ keyId: z.uuid() })
export type RevokeApiKey = z.infer<typeof RevokeApiKey>
