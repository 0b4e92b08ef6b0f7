import { writeFactAudit } from '#server/db/fact-audit.ts'
import { factTransaction } from '#server/db/fact-transaction.ts'
import { ingestShares } from '#server/db/ingest-shares.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { checkBatch, type FactBatch, type ItemResult } from '#server/domain/fact/batch.ts'

/** Brings in shares, with the marks that they make on exposures, and answers item by item. */
export async function recordShares(
  actor: Actor,
  batch: FactBatch,
  now: Date,
): Promise<ItemResult[]> {
  authorize(actor, 'share.record')
  checkBatch(batch)

  return factTransaction(actor, async (tx) => {
    const { results, lines } = await ingestShares(tx, batch, now)
    await writeFactAudit(tx, lines)
    return results
  })
}
