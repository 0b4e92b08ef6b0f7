import { writeFactAudit } from '#server/db/fact-audit.ts'
import { ensureFactPartitions } from '#server/db/fact-partitions.ts'
import { factTransaction } from '#server/db/fact-transaction.ts'
import { ingestExperiences } from '#server/db/ingest-experiences.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { checkBatch, datesOf, type FactBatch, type ItemResult } from '#server/domain/fact/batch.ts'

/** Brings in experiences, with their exposures and counts, and answers item by item. */
export async function recordExperiences(
  actor: Actor,
  batch: FactBatch,
  now: Date,
): Promise<ItemResult[]> {
  authorize(actor, 'experience.record')
  checkBatch(batch)
  if (!batch.dryRun) await ensureFactPartitions(actor, datesOf(batch.items))

  return factTransaction(actor, async (tx) => {
    const { results, lines } = await ingestExperiences(tx, batch, now)
    await writeFactAudit(tx, lines)
    return results
  })
}
