import type { FactBatch, ItemResult } from '../domain/fact/batch.ts'
import { arrayLiteral } from './array-literal.ts'
import type { FactTx } from './fact-transaction.ts'

/**
 * Remembers who else said what an import has said, so that taking that import back does not take their word away. Only facts
 * that came by an import can be taken back, so only those are remembered.
 */
export async function confirmFacts(
  tx: FactTx,
  batch: FactBatch,
  results: readonly ItemResult[],
  known: ReadonlyMap<string, { importId: string | null }>,
): Promise<void> {
  if (batch.dryRun) return
  const ids = results.flatMap(({ outcome, id }) => {
    const importId = id === null ? null : (known.get(id)?.importId ?? null)
    return outcome === 'same' && id && importId && importId !== batch.importId ? [id] : []
  })
  if (ids.length === 0) return
  await tx.execute(
    `INSERT INTO fact_confirmations (organization_id, fact_id, said_by)
     SELECT $1::uuid, id, $2::uuid FROM unnest($3::uuid[]) AS id ON CONFLICT DO NOTHING`,
    [
      tx.organizationId,
      batch.importId ?? tx.organizationId,
      arrayLiteral([...new Set(ids)].sort()),
    ],
  )
}
