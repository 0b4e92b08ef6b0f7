import { findSessionMemberships, type SessionMembership } from '#server/db/session.ts'
import { auth } from './auth.ts'

/** Who sits at the browser, and where they may go. */
export type Session = {
  token: string
  user: {
    id: string
    name: string
    email: string
    /** Null follows the browser. */
    locale: string | null
    /** Null follows the device. */
    colorScheme: string | null
  }
  memberships: SessionMembership[]
  /** The organization they work in now; null for somebody who belongs to none any more. */
  membership: SessionMembership | null
}

// One request asks several times (page, layout, each call); its headers are one object.
const asked = new WeakMap<Headers, Promise<Session | null>>()

/** The live session of a request, read from the database each time: a deactivated member is out at once. */
export function readSession(headers: Headers): Promise<Session | null> {
  const known = asked.get(headers)
  if (known) return known
  const answer = find(headers)
  asked.set(headers, answer)
  return answer
}

async function find(headers: Headers): Promise<Session | null> {
  const found = await auth().api.getSession({ headers })
  if (!found) return null
  const memberships = await findSessionMemberships(found.session.token)
  const wanted = chosenOrganization(headers)
  const membership = memberships.find((one) => one.organization_id === wanted) ?? memberships[0]
  return {
    token: found.session.token,
    user: {
      id: found.user.id,
      name: found.user.name,
      email: found.user.email,
      locale: found.user.locale ?? null,
      colorScheme: found.user.colorScheme ?? null,
    },
    memberships,
    membership: membership ?? null,
  }
}

/** The organization that the person switched to: only a wish, since it is looked up among their own. */
function chosenOrganization(headers: Headers): string | undefined {
  return /(?:^|; )organization=([0-9a-f-]{36})/.exec(headers.get('cookie') ?? '')?.[1]
}
