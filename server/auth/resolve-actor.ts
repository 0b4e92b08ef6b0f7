import type { MemberActor } from '#server/domain/actor.ts'
import { readSession } from './session.ts'

/** The member behind a request, in the organization they work in now; null without a live session or membership. */
export async function resolveActor(
  headers: Headers,
  requestId: string,
): Promise<MemberActor | null> {
  const session = await readSession(headers)
  if (!session?.membership) return null
  return {
    kind: 'member',
    organizationId: session.membership.organization_id,
    userId: session.user.id,
    membershipId: session.membership.membership_id,
    role: session.membership.role,
    locationNo: session.membership.location_no,
    sessionToken: session.token,
    requestId,
  }
}
