import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ROLES } from '../domain/role.ts'
import { readPool } from './client.ts'
import { problemOf } from './problem-of.ts'

const OpenInvitation = z.object({
  organization_name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
})

/** What is kept of an invitation's token. */
export function invitationHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** An invitation that can still be accepted. Asked by whoever holds the link, before any organization is known. */
export async function findInvitation(hash: Buffer) {
  const found = await readPool().query('SELECT * FROM invitation_find($1)', [hash])
  const row = z.array(OpenInvitation).parse(found.rows)[0]
  return row ? { organizationName: row.organization_name, email: row.email, role: row.role } : null
}

/**
 * Makes the session's holder a member. Once.
 * @throws ProblemError not-found when the invitation is not theirs or no longer open
 */
export async function acceptInvitationAs(sessionToken: string, hash: Buffer): Promise<void> {
  try {
    await readPool().query('SELECT invitation_accept($1, $2)', [sessionToken, hash])
  } catch (error) {
    throw problemOf(error) ?? error
  }
}
