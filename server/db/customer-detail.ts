import { z } from 'zod'
import { notFound } from '../domain/errors.ts'
import type { Reading } from './reading.ts'

const Detail = z
  .object({
    id: z.string(),
    name: z.string(),
    phone_last4: z.string().nullable(),
    has_phone: z.boolean(),
    recorded_at: z.date(),
    sources: z.array(z.object({ source: z.string(), externalId: z.string() })),
  })
  .transform((row) => ({
    id: row.id,
    name: row.name,
    phoneLast4: row.phone_last4,
    hasPhone: row.has_phone,
    recordedAt: row.recorded_at,
    sources: row.sources,
  }))

/** Who a customer is, with every id by which a source knows them. */
export type CustomerIdentity = z.infer<typeof Detail>

/** @throws ProblemError not-found, for an erased customer and for another organization's alike. */
export async function getCustomerIdentity(
  db: Reading,
  customerId: string,
): Promise<CustomerIdentity> {
  const [found] = await db.rows(
    Detail,
    `SELECT c.id, c.name, c.phone_last4, c.phone_cipher IS NOT NULL AS has_phone, c.recorded_at,
       jsonb_build_array(jsonb_build_object('source', c.source, 'externalId', c.external_id)) || coalesce((
         SELECT jsonb_agg(jsonb_build_object('source', a.source, 'externalId', a.external_id) ORDER BY a.source, a.external_id)
         FROM (SELECT * FROM customer_aliases a WHERE a.organization_id = $1 AND a.customer_id = c.id LIMIT 20) a), '[]') AS sources
     FROM customers c WHERE c.organization_id = $1 AND c.id = $2 AND c.erased_at IS NULL`,
    [db.organizationId, customerId],
  )
  if (!found) throw notFound('customer')
  return found
}
