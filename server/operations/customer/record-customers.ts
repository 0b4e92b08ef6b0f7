import { writeFactAudit } from '#server/db/fact-audit.ts'
import { factTransaction } from '#server/db/fact-transaction.ts'
import { ingestCustomers } from '#server/db/ingest-customers.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { checkBatch, type FactBatch, type ItemResult } from '#server/domain/fact/batch.ts'

/** Brings in customers by the business's own ids, and answers item by item. */
export async function recordCustomers(
  actor: Actor,
  batch: FactBatch,
  now: Date,
): Promise<ItemResult[]> {
  authorize(actor, 'customer.record')
  checkBatch(batch)

  return factTransaction(actor, async (tx) => {
    const { results, lines } = await ingestCustomers(tx, batch, now)
    await writeFactAudit(tx, lines)
    return results
  })
}
