import { z } from 'zod'
import type { ItemResult } from '../domain/fact/batch.ts'
import type { ImportNoun } from '../domain/import/fields.ts'
import { arrayLiteral } from './array-literal.ts'
import type { FactTx } from './fact-transaction.ts'

const Id = z.object({ id: z.string() })

/**
 * Facts that this very import has told of before, and that a line now tells differently: such a line is no change of what was
 * known, but contradicts its own file. In a trial nothing is recorded yet, and digests tell it afterwards.
 */
export async function contradictingFacts(
  tx: FactTx,
  noun: ImportNoun,
  given: { importId: string; dryRun: boolean; applyChanges: boolean },
  results: readonly ItemResult[],
): Promise<Set<string>> {
  // Customers are filled in by whoever knows more, and referrals cannot change.
  if (given.dryRun || given.applyChanges || noun === 'customers' || noun === 'referrals')
    return new Set()
  const changed = results.flatMap(({ outcome, id }) => (outcome === 'changed' && id ? [id] : []))
  if (changed.length === 0) return new Set()
  const own = await tx.rows(
    Id,
    `SELECT id FROM ${noun} WHERE organization_id = $1::uuid AND id = ANY ($2::uuid[]) AND import_id = $3::uuid`,
    [tx.organizationId, arrayLiteral(changed), given.importId],
  )
  return new Set(own.map(({ id }) => id))
}
