import { z } from 'zod'
import type { Actor } from '../domain/actor.ts'
import { notFound } from '../domain/errors.ts'
import { can } from '../domain/permission.ts'
import { openPhone } from './phone.ts'
import type { Reading } from './reading.ts'
import type { Tx } from './transaction.ts'

/**
 * Whether an actor may see a customer's whole number: owners anyone's, marketing that of their own contacts, who are those
 * about whom they recorded something themselves.
 */
export async function mayReveal(
  db: Reading | Tx,
  actor: Actor,
  customerId: string,
): Promise<boolean> {
  if (actor.kind !== 'member' || !can(actor.role, 'customer.reveal')) return false
  if (actor.role === 'owner') return true
  const [own] = await db.rows(
    z.object({ is_own: z.boolean() }),
    `SELECT EXISTS (SELECT 1 FROM experiences WHERE customer_id = $1::uuid AND recorded_by = $2::uuid)
       OR EXISTS (SELECT 1 FROM shares WHERE customer_id = $1::uuid AND recorded_by = $2::uuid)
       OR EXISTS (SELECT 1 FROM complaints WHERE customer_id = $1::uuid AND recorded_by = $2::uuid)
       OR EXISTS (SELECT 1 FROM referral_claims WHERE organization_id = $3::uuid AND recorded_by = $2::uuid
         AND (referrer_id = $1::uuid OR referee_id = $1::uuid)) AS is_own`,
    [customerId, actor.userId, actor.organizationId],
  )
  return own?.is_own ?? false
}

const Sealed = z.object({ phone_cipher: z.instanceof(Uint8Array).nullable() })

/** The whole number of a customer; null where none is kept. The caller writes the audit line. */
export async function openCustomerPhone(tx: Tx, customerId: string): Promise<string | null> {
  const [found] = await tx.rows(
    Sealed,
    `SELECT phone_cipher FROM customers
     WHERE organization_id = $1::uuid AND id = $2::uuid AND erased_at IS NULL`,
    [tx.organizationId, customerId],
  )
  if (!found) throw notFound('customer')
  return found.phone_cipher && openPhone(customerId, found.phone_cipher)
}

/** Keeps for ever who saw whose number and when; never the number. */
export async function auditReveal(tx: Tx, customerId: string): Promise<void> {
  await tx.execute(`SELECT audit_access('customers', 'REVEAL', $1::jsonb)`, [
    JSON.stringify({ id: customerId, field: 'phone' }),
  ])
}
