import { acceptInvitationAs, findInvitation, invitationHash } from '#server/db/invitation.ts'
import { invalid, notFound } from '#server/domain/errors.ts'
import type { AcceptInvitation } from '#server/domain/invitation/input.ts'
import { attempt, succeeded } from './attempts.ts'
import { auth } from './auth.ts'
import { createAccount } from './create-account.ts'

/**
 * Lets an invited person in: somebody new gets an account with the name and password they chose, somebody known proves
 * themselves with their password. The caller signs in afterwards.
 * @throws ProblemError not-found, alike for unknown, used, withdrawn and expired links; invalid for a wrong password
 */
export async function acceptInvitation(input: AcceptInvitation): Promise<{ email: string }> {
  const hash = invitationHash(input.token)
  const invitation = await findInvitation(hash)
  if (!invitation) throw notFound('invitation')
  const { internalAdapter } = await auth().$context
  const known = await internalAdapter.findUserByEmail(invitation.email, { includeAccounts: true })
  const userId = known
    ? await provenUser(known, input.password, invitation.email)
    : await newUser(input, invitation.email)
  // The database takes the word of a live session only; this one lives for the act.
  const session = await internalAdapter.createSession(userId)
  try {
    await acceptInvitationAs(session.token, hash)
  } finally {
    await internalAdapter.deleteSession(session.token)
  }
  return { email: invitation.email }
}

/** Whether the person whom a link invites has an account already; only the link's holder learns it. */
export async function invitationFor(token: string) {
  const invitation = await findInvitation(invitationHash(token))
  if (!invitation) throw notFound('invitation')
  const { internalAdapter } = await auth().$context
  return {
    ...invitation,
    isKnown: (await internalAdapter.findUserByEmail(invitation.email)) !== null,
  }
}

type Known = {
  user: { id: string }
  accounts: { providerId: string; password?: string | null | undefined }[]
}

async function provenUser(known: Known, password: string, email: string): Promise<string> {
  await attempt({ what: 'invitation', of: email })
  const { password: hashing } = await auth().$context
  const hash = known.accounts.find((account) => account.providerId === 'credential')?.password
  const isRight = hash ? await hashing.verify({ hash, password }) : false
  if (!isRight) throw invalid([{ field: 'password', code: 'password.wrong' }])
  await succeeded({ what: 'invitation', of: email })
  return known.user.id
}

function newUser(input: AcceptInvitation, email: string): Promise<string> {
  if (!input.name) throw invalid([{ field: 'name', code: 'required' }])
  return createAccount({ email, name: input.name, password: input.password })
}
