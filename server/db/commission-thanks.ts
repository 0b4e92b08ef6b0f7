import { z } from 'zod'
import { notFound } from '../domain/errors.ts'
import type { Tx } from './transaction.ts'

const Thanks = z.object({
  customerId: z.string(),
  customerName: z.string(),
  organizationName: z.string(),
  amountMinor: z.bigint(),
  currency: z.string(),
})

/** Whom an entry thanks, with what, and who says so. @throws ProblemError not-found */
export async function loadThanks(tx: Tx, entryId: string): Promise<z.infer<typeof Thanks>> {
  const [row] = await tx.rows(
    Thanks,
    `SELECT c.referrer_id AS "customerId", u.name AS "customerName", o.name AS "organizationName", e.amount_minor AS "amountMinor", e.currency::text AS currency
     FROM commission_entries e JOIN commissions c ON c.organization_id = e.organization_id AND c.id = e.commission_id
     JOIN customers u ON u.organization_id = c.organization_id AND u.id = c.referrer_id JOIN organizations o ON o.id = e.organization_id
     WHERE e.organization_id = $1::uuid AND e.id = $2::uuid`,
    [tx.organizationId, entryId],
  )
  if (!row) throw notFound('commission-entry')
  return row
}
