import { z } from 'zod'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { ROLES } from '#server/domain/role.ts'

const Member = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  locationId: z.uuid().nullable(),
  locationName: z.string().nullable(),
  linkedCustomerId: z.uuid().nullable(),
  linkedCustomerName: z.string().nullable(),
  deactivatedAt: z.date().nullable(),
  createdAt: z.date(),
})

const Invitation = z.object({
  id: z.uuid(),
  email: z.string(),
  role: z.enum(ROLES),
  locationName: z.string().nullable(),
  expiresAt: z.date(),
})

export type MemberList = {
  members: z.infer<typeof Member>[]
  /** Links that nobody has used or withdrawn yet, expired ones among them. */
  invitations: z.infer<typeof Invitation>[]
}

/** Who works here, leavers last, and who is invited. */
export async function memberList(actor: Actor): Promise<MemberList> {
  authorize(actor, 'member.read')
  return reading(actor, async (db) => ({
    members: await db.rows(
      Member,
      `SELECT m.id, m.user_id AS "userId", u.name, u.email, m.role, m.location_id AS "locationId",
         l.name AS "locationName", m.linked_customer_id AS "linkedCustomerId",
         c.name AS "linkedCustomerName", m.deactivated_at AS "deactivatedAt", m.created_at AS "createdAt"
       FROM memberships m JOIN users u ON u.id = m.user_id
       LEFT JOIN locations l ON l.organization_id = m.organization_id AND l.id = m.location_id
       LEFT JOIN customers c ON c.organization_id = m.organization_id AND c.id = m.linked_customer_id
       ORDER BY m.deactivated_at IS NOT NULL, u.name COLLATE "zh-x-icu", m.id LIMIT 500`,
    ),
    invitations: await db.rows(
      Invitation,
      `SELECT i.id, i.email, i.role, l.name AS "locationName", i.expires_at AS "expiresAt"
       FROM invitations i
       LEFT JOIN locations l ON l.organization_id = i.organization_id AND l.id = i.location_id
       WHERE i.accepted_at IS NULL AND i.revoked_at IS NULL ORDER BY i.created_at DESC LIMIT 100`,
    ),
  }))
}
