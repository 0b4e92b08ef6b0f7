import { searchCustomers } from '#server/db/customer-page.ts'
import { readingReplica } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { CustomerSearchQuestion } from '#server/domain/customer/list/input.ts'

export type FoundCustomer = {
  id: string
  name: string
  phoneLast4: string | null
  externalId: string
}

/** Customers that a few letters, characters or digits find, for choosing one. Staff may ask: it shows no history. */
export async function customerSearch(
  actor: Actor,
  { text, limit }: CustomerSearchQuestion,
): Promise<FoundCustomer[]> {
  authorize(actor, 'customer.find')
  const found = await readingReplica(actor, (db) => searchCustomers(db, { text, size: limit }))
  return found.map(({ id, name, phoneLast4, externalId }) => ({ id, name, phoneLast4, externalId }))
}
