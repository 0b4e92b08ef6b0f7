import { findCustomerByPhone, saveCustomer } from '#server/db/customer-write.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { type CreateCustomer, TYPED_SOURCE } from '#server/domain/customer/change/input.ts'

/** Adds a customer, or answers with the one who already has this number: one person, one customer. */
export async function createCustomer(actor: Actor, input: CreateCustomer, now: Date) {
  authorize(actor, 'customer.record')
  return transaction(actor, async (tx) => {
    const known = await findCustomerByPhone(tx, input.phone)

    if (known && known.externalId !== input.externalId)
      return { id: known.id, name: known.name, isKnown: true }

    const id = await saveCustomer(tx, { source: TYPED_SOURCE, ...input }, { now, replaces: false })
    return { id, name: input.name, isKnown: false }
  })
}
