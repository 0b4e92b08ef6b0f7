import { z } from 'zod'
import { normalizePhone } from '../domain/customer/normalize-phone.ts'
import { conflict, invalid, notFound } from '../domain/errors.ts'
import { writeFactAudit } from './fact-audit.ts'
import type { FactTx } from './fact-transaction.ts'
import { ingestCustomers } from './ingest-customers.ts'
import { openPhone, phoneHash } from './phone.ts'

const Known = z.object({ id: z.string(), name: z.string(), external_id: z.string() })

/** Who already has this number, the newest of them; null for nobody, and for what is no number. */
export async function findCustomerByPhone(
  tx: FactTx,
  phone: string | null,
): Promise<{ id: string; name: string; externalId: string } | null> {
  const normal = phone === null ? null : normalizePhone(phone)
  if (normal === null) return null
  const [found] = await tx.rows(
    Known,
    `SELECT id, name, external_id FROM customers
     WHERE organization_id = $1::uuid AND phone_hash = $2 AND erased_at IS NULL AND merged_into_id IS NULL
     ORDER BY recorded_at DESC, id DESC LIMIT 1`,
    [tx.organizationId, phoneHash(tx.organizationId, normal)],
  )
  return found ? { id: found.id, name: found.name, externalId: found.external_id } : null
}

const Stored = z.object({
  source: z.string(),
  external_id: z.string(),
  phone_cipher: z.instanceof(Uint8Array).nullable(),
})

/** What a source calls a customer, and the number kept of them. */
export async function getCustomerSource(
  tx: FactTx,
  customerId: string,
): Promise<{ source: string; externalId: string; phone: string | null }> {
  const [found] = await tx.rows(
    Stored,
    `SELECT source, external_id, phone_cipher FROM customers
     WHERE organization_id = $1::uuid AND id = $2::uuid AND erased_at IS NULL AND merged_into_id IS NULL`,
    [tx.organizationId, customerId],
  )
  if (!found) throw notFound('customer')
  return {
    source: found.source,
    externalId: found.external_id,
    phone: found.phone_cipher && openPhone(customerId, found.phone_cipher),
  }
}

type Typed = { source: string; externalId: string; name: string; phone: string | null }

/**
 * Saves one customer with its audit line; a replay answers with the first id.
 * @throws ProblemError invalid, with the fields; conflict, when the id is known with other content and may not be replaced
 */
export async function saveCustomer(
  tx: FactTx,
  item: Typed,
  { now, replaces }: { now: Date; replaces: boolean },
): Promise<string> {
  const { results, lines } = await ingestCustomers(
    tx,
    { items: [item], applyChanges: replaces },
    now,
  )
  await writeFactAudit(tx, lines)
  const [result] = results
  if (result?.problems) throw invalid(result.problems)
  if (!result?.id || (result.outcome === 'changed' && !replaces)) throw conflict('customer')
  return result.id
}
