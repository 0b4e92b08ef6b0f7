import { z } from 'zod'
import { ROLES } from '../domain/role.ts'
import { readPool } from './client.ts'

/** One organization that a session may enter. */
const SessionMembership = z.object({
  user_id: z.string(),
  membership_id: z.string(),
  organization_id: z.string(),
  organization_name: z.string(),
  time_zone: z.string(),
  currency: z.string(),
  role: z.enum(ROLES),
  location_id: z.string().nullable(),
  location_no: z.number().nullable(),
})
export type SessionMembership = z.infer<typeof SessionMembership>

/** Every organization that a live session may enter, by name; none for an ended one. Asked before an organization is known. */
export async function findSessionMemberships(token: string): Promise<SessionMembership[]> {
  const found = await readPool().query('SELECT * FROM session_memberships($1)', [token])
  return z.array(SessionMembership).parse(found.rows)
}
