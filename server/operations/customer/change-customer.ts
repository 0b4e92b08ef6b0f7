import { getCustomerSource, saveCustomer } from '#server/db/customer-write.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { ChangeCustomer } from '#server/domain/customer/change/input.ts'

/** Corrects a customer's name or number. The number in force stays where no new one is given. */
export async function changeCustomer(actor: Actor, input: ChangeCustomer, now: Date) {
  authorize(actor, 'customer.change')
  return transaction(actor, async (tx) => {
    const { source, externalId, phone } = await getCustomerSource(tx, input.customerId)

    const item = { source, externalId, name: input.name, phone: input.phone ?? phone }

    return { id: await saveCustomer(tx, item, { now, replaces: true }) }
  })
}
