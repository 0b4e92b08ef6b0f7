import { writeFactAudit } from '#server/db/fact-audit.ts'
import { lockAllFacts } from '#server/db/fact-lock.ts'
import { factTransaction } from '#server/db/fact-transaction.ts'
import { ingestReferrals } from '#server/db/ingest-referrals.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { checkBatch, type FactBatch, type ItemResult } from '#server/domain/fact/batch.ts'

/** Brings in claims that one customer told another, as a file does, and answers item by item. */
export async function recordReferrals(
  actor: Actor,
  batch: FactBatch,
  now: Date,
): Promise<ItemResult[]> {
  authorize(actor, 'referral.claim')
  checkBatch(batch)

  return factTransaction(actor, async (tx) => {
    // Claims name two customers each, and either may be new: the organization is locked once, as an import does.
    if (!batch.dryRun) await lockAllFacts(tx)
    const { results, lines } = await ingestReferrals(tx, batch, now)
    await writeFactAudit(tx, lines)
    return results
  })
}
