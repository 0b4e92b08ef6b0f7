import { z } from 'zod'
import type { Reading } from './reading.ts'

const Hold = z.object({
  id: z.string(),
  reason: z.string(),
  openedByName: z.string(),
  openedAt: z.date(),
  closedByName: z.string().nullable(),
  closedAt: z.date().nullable(),
})
export type CommissionHoldRow = z.infer<typeof Hold>

export async function listHolds(db: Reading, commissionId: string): Promise<CommissionHoldRow[]> {
  return db.rows(
    Hold,
    `SELECT h.id, h.reason, ou.name AS "openedByName", h.opened_at AS "openedAt", cu.name AS "closedByName", h.closed_at AS "closedAt"
     FROM commission_holds h
     JOIN memberships om ON om.organization_id = h.organization_id AND om.id = h.opened_by_id JOIN users ou ON ou.id = om.user_id
     LEFT JOIN memberships cm ON cm.organization_id = h.organization_id AND cm.id = h.closed_by_id LEFT JOIN users cu ON cu.id = cm.user_id
     WHERE h.organization_id = $1 AND h.commission_id = $2::uuid ORDER BY h.opened_at`,
    [db.organizationId, commissionId],
  )
}

const Told = z.object({
  kind: z.enum(['neutral', 'thanks', 'terms']),
  document: z.string(),
  locale: z.string(),
  at: z.date(),
})
export type DisclosureRow = z.infer<typeof Told>

/** Everything that a customer was told, in order. */
export async function listDisclosures(db: Reading, customerId: string): Promise<DisclosureRow[]> {
  return db.rows(
    Told,
    'SELECT kind, document, locale, at FROM disclosures WHERE organization_id = $1 AND customer_id = $2::uuid ORDER BY at, id',
    [db.organizationId, customerId],
  )
}

const Request = z.object({
  createdAt: z.date(),
  createdByName: z.string(),
  expiresAt: z.date(),
  usedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  refusal: z.string().nullable(),
})
export type PayeeRequestRow = z.infer<typeof Request>

/** The newest one-time form of a customer. */
export async function findNewestRequest(
  db: Reading,
  customerId: string,
): Promise<PayeeRequestRow | undefined> {
  const [row] = await db.rows(
    Request,
    `SELECT q.created_at AS "createdAt", u.name AS "createdByName", q.expires_at AS "expiresAt", q.used_at AS "usedAt", q.revoked_at AS "revokedAt", q.refusal
     FROM payee_requests q JOIN memberships m ON m.organization_id = q.organization_id AND m.id = q.created_by_id JOIN users u ON u.id = m.user_id
     WHERE q.organization_id = $1 AND q.customer_id = $2::uuid ORDER BY q.created_at DESC LIMIT 1`,
    [db.organizationId, customerId],
  )
  return row
}

const Payee = z.object({
  id: z.string(),
  bankName: z.string(),
  accountLast4: z.string(),
  recordedAt: z.date(),
})
export type PayeeRow = z.infer<typeof Payee>

/** The newest data of a customer, masked. */
export async function findNewestPayee(
  db: Reading,
  customerId: string,
): Promise<PayeeRow | undefined> {
  const [row] = await db.rows(
    Payee,
    `SELECT id, bank_name AS "bankName", account_last4 AS "accountLast4", recorded_at AS "recordedAt"
     FROM payees WHERE organization_id = $1 AND id = payee_of($1, $2::uuid)`,
    [db.organizationId, customerId],
  )
  return row
}
