import { randomBytes } from 'node:crypto'
import { auth, PASSWORD_LINK_SECONDS } from './auth.ts'
import { passwordLink } from './send-password-link.ts'

/** A link with which this person sets a new password, once, within an hour. Only its hash is kept. */
export async function createPasswordLink(userId: string, now: Date): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const { internalAdapter } = await auth().$context
  await internalAdapter.createVerificationValue({
    identifier: `reset-password:${token}`,
    value: userId,
    expiresAt: new Date(now.getTime() + PASSWORD_LINK_SECONDS * 1000),
  })
  return passwordLink(token)
}
