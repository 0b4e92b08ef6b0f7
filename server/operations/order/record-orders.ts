import { writeFactAudit } from '#server/db/fact-audit.ts'
import { factTransaction } from '#server/db/fact-transaction.ts'
import { ingestOrders } from '#server/db/ingest-orders.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { checkBatch, type FactBatch, type ItemResult } from '#server/domain/fact/batch.ts'

/** Brings in orders; those of somebody who was told move their referral on. Answers item by item. */
export async function recordOrders(
  actor: Actor,
  batch: FactBatch,
  now: Date,
): Promise<ItemResult[]> {
  authorize(actor, 'order.record')
  checkBatch(batch)

  return factTransaction(actor, async (tx) => {
    const { results, lines } = await ingestOrders(tx, batch, now)
    await writeFactAudit(tx, lines)
    return results
  })
}
