import { auditReveal, mayReveal, openCustomerPhone } from '#server/db/customer-reveal.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { ProblemError } from '#server/domain/errors.ts'
import type { CustomerQuestion } from '#server/domain/timeline/input.ts'

/** Shows a customer's whole number to somebody who may see it. Every time is written down, also the second. */
export async function revealPhone(actor: Actor, { customerId }: CustomerQuestion) {
  authorize(actor, 'customer.reveal')
  return transaction(actor, async (tx) => {
    const phone = await openCustomerPhone(tx, customerId)
    const isAllowed = await mayReveal(tx, actor, customerId)

    if (!isAllowed) throw new ProblemError({ kind: 'forbidden', permission: 'customer.reveal' })

    if (phone) await auditReveal(tx, customerId)
    return { phone }
  })
}
