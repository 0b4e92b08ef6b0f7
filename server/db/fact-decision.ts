import { z } from 'zod'
import type { ItemResult } from '../domain/fact/batch.ts'
import { decideOutcome, type Said } from '../domain/fact/decide-outcome.ts'
import { arrayLiteral } from './array-literal.ts'
import type { FactTx } from './fact-transaction.ts'

type Candidate = { index: number; id: string; customerId: string; hash: string }

/** What is known under an id. */
export type Known = Said & { momentNo: number; occurredAt: string; importId: string | null }

const KnownRow = z.object({
  id: z.string(),
  customer_id: z.string(),
  hash: z.string(),
  moment_no: z.number(),
  occurred_at: z.string(),
  import_id: z.string().nullable(),
})

type FactTable = 'experiences' | 'shares' | 'complaints' | 'orders'

/** What is known of these ids, whoever's they are. */
export async function findKnown(
  tx: FactTx,
  table: FactTable,
  ids: string[],
): Promise<Map<string, Known>> {
  if (ids.length === 0) return new Map()
  const momentNo = table === 'orders' ? '0' : 'coalesce(moment_no, 0)'
  const rows = await tx.rows(
    KnownRow,
    `SELECT id, customer_id, encode(content_hash, 'hex') AS hash, ${momentNo} AS moment_no, occurred_at::text, import_id
     FROM ${table} WHERE organization_id = $1::uuid AND id = ANY ($2::uuid[])`,
    [tx.organizationId, arrayLiteral(ids)],
  )
  return new Map(
    rows.map((row) => [
      row.id,
      {
        customerId: row.customer_id,
        hash: row.hash,
        momentNo: row.moment_no,
        occurredAt: row.occurred_at,
        importId: row.import_id,
      },
    ]),
  )
}

export type Decided<Draft> = { fresh: Draft[]; changed: Draft[] }

/**
 * Fills in the answer of each item and parts those to be written. Of two items with one id the first counts; the second is the
 * same, or in conflict with it.
 */
export function decideAll<Draft extends Candidate>(
  drafts: Draft[],
  known: ReadonlyMap<string, Said>,
  results: ItemResult[],
): Decided<Draft> {
  const earlier = new Map<string, Draft>()
  const decided: Decided<Draft> = { fresh: [], changed: [] }
  for (const draft of drafts) {
    const twin = earlier.get(draft.id)
    const decision = decideOutcome(twin ?? known.get(draft.id), draft)
    const outcome = twin && decision === 'changed' ? 'conflict' : decision
    results[draft.index] = { outcome, id: draft.id }
    if (outcome === 'conflict' && !twin)
      withProblem(results, draft.index, 'customer', 'customer.other')
    if (twin) continue
    earlier.set(draft.id, draft)
    if (outcome === 'new') decided.fresh.push(draft)
    if (outcome === 'changed') decided.changed.push(draft)
  }
  return decided
}

export function withProblem(
  results: ItemResult[],
  index: number,
  field: string,
  code: string,
): void {
  const result = results[index]
  if (result)
    results[index] = { ...result, problems: [...(result.problems ?? []), { field, code }] }
}
