import { writeFactAudit } from '#server/db/fact-audit.ts'
import { factTransaction } from '#server/db/fact-transaction.ts'
import { ingestRefunds } from '#server/db/ingest-refunds.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { checkBatch, type FactBatch, type ItemResult } from '#server/domain/fact/batch.ts'

/** Brings in refunds; what they take back of a thank-you the database proposes. Answers item by item. */
export async function recordRefunds(
  actor: Actor,
  batch: FactBatch,
  now: Date,
): Promise<ItemResult[]> {
  authorize(actor, 'order.record')
  checkBatch(batch)

  return factTransaction(actor, async (tx) => {
    const { results, lines } = await ingestRefunds(tx, batch, now)
    await writeFactAudit(tx, lines)
    return results
  })
}
