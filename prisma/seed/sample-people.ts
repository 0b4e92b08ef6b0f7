import { randomUUID } from 'node:crypto'
import { acceptInvitation } from '#server/auth/accept-invitation.ts'
import { auth } from '#server/auth/auth.ts'
import { resolveActor } from '#server/auth/resolve-actor.ts'
import type { MemberActor } from '#server/domain/actor.ts'
import { createInvitation } from '#server/operations/invitation/create-invitation.ts'
import { type SampleSignIn, sampleSignIns } from './sample-sign-ins.ts'

export type SamplePeople = { [key in SampleSignIn['key']]: MemberActor } & {
  /** Ends the sessions in which the sample was made. */
  signOut(): Promise<void>
}

type SignedIn = { actor: MemberActor; signOut(): Promise<void> }

/** Lets the first owner of a new organization in. */
export async function letOwnerIn(invitationToken: string): Promise<SignedIn> {
  const [owner] = sampleSignIns
  if (!owner) throw new Error('The sample has no owner.')
  return letIn(owner, invitationToken)
}

/** The owner invites the others, who come in by their links and sign in. */
export async function letOthersIn(
  owner: SignedIn,
  locationIds: ReadonlyMap<string, string>,
  now: Date,
): Promise<SamplePeople> {
  const inside = new Map([['owner', owner]])
  for (const person of sampleSignIns) {
    if (inside.has(person.key)) continue
    const { email, role, locationName } = person
    const locationId = locationIds.get(locationName ?? '') ?? null
    const { link } = await createInvitation(owner.actor, { email, role, locationId }, now)
    inside.set(person.key, await letIn(person, link.split('/').at(-1) ?? ''))
  }
  const person = (key: SampleSignIn['key']) => inside.get(key)?.actor ?? owner.actor
  return {
    owner: owner.actor,
    finance: person('finance'),
    finance2: person('finance2'),
    marketing: person('marketing'),
    staff: person('staff'),
    auditor: person('auditor'),
    signOut: async () => {
      for (const each of inside.values()) await each.signOut()
    },
  }
}

async function letIn(person: SampleSignIn, token: string): Promise<SignedIn> {
  const { name, email, password } = person
  await acceptInvitation({ token, name, password })
  const { headers } = await auth().api.signInEmail({
    body: { email, password },
    returnHeaders: true,
  })
  const cookie = headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const actor = await resolveActor(new Headers({ cookie }), randomUUID())
  if (!actor) throw new Error(`${email} could not sign in.`)
  const signOut = async () => {
    await auth().api.signOut({ headers: new Headers({ cookie }) })
  }
  return { actor, signOut }
}
