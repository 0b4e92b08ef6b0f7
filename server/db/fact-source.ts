import { z } from 'zod'
import type { FactBatch } from '../domain/fact/batch.ts'
import { arrayLiteral } from './array-literal.ts'
import type { FactTx } from './fact-transaction.ts'
import { IdFilter } from './id-filter.ts'

/**
 * Which ids of a batch may be known. A partitioned table is asked month by month, so asking costs more than writing; but of a
 * system that nobody but this import has ever told of, nothing can be known except what this import has recorded itself, and that
 * a filter in memory remembers. Where anything is in doubt every id is asked for.
 */
export type Suspects = {
  /** Those that must be looked for. */
  ids: string[]
  /** To be called with the ids that the batch records. */
  remember: (recorded: readonly string[]) => Promise<void>
}

type Seen = { importId: string; count: bigint; filter: IdFilter }

/** What this process knows of the import that it was last at work on: an accelerator, which the count in the database vouches for. */
let memory: Seen | null = null

const Source = z.object({
  source: z.string(),
  sole_import_id: z.string().nullable(),
  sole_count: z.bigint(),
})

/** The caller holds the locks of the batch: no other transaction tells of these sources in between. */
export async function suspectIds(
  tx: FactTx,
  batch: FactBatch,
  drafts: readonly { id: string; item: { source: string } }[],
): Promise<Suspects> {
  const ids = drafts.map((draft) => draft.id)
  const everything = { ids, remember: async () => {} }
  const names = [...new Set(drafts.map(({ item }) => item.source))]
  const known = await tx.rows(
    Source,
    'SELECT source, sole_import_id, sole_count FROM fact_sources WHERE organization_id = $1::uuid AND source = ANY ($2::text[])',
    [tx.organizationId, arrayLiteral(names)],
  )
  if (batch.dryRun) return { ...everything, ids: known.length === 0 ? [] : ids }

  const importId = batch.importId ?? null
  await enter(tx, names, importId)
  const [source] = known
  const isFirst = known.length === 0
  if (importId === null || names.length !== 1) return everything
  if (source && source.sole_import_id !== importId) return everything
  const seen = await seenBy(tx, importId, source?.sole_count ?? 0n, batch.importSize)
  return {
    ids: isFirst ? [] : ids.filter((id) => seen.filter.mayHave(id)),
    remember: (recorded) => remember(tx, seen, recorded),
  }
}

/** Notes that these sources have told; one that tells beside another's import is nobody's alone from then on. */
async function enter(tx: FactTx, names: string[], importId: string | null): Promise<void> {
  await tx.execute(
    `INSERT INTO fact_sources (organization_id, source, sole_import_id)
     SELECT $1::uuid, source, $3::uuid FROM unnest($2::text[]) AS source ORDER BY source
     ON CONFLICT (organization_id, source) DO UPDATE SET sole_import_id = NULL
     WHERE fact_sources.sole_import_id IS NOT NULL AND fact_sources.sole_import_id IS DISTINCT FROM excluded.sole_import_id`,
    [tx.organizationId, arrayLiteral(names), importId],
  )
}

async function seenBy(tx: FactTx, importId: string, count: bigint, expected = 0): Promise<Seen> {
  if (memory?.importId === importId && memory.count === count) return memory
  const seen = { importId, count, filter: new IdFilter(expected) }
  if (count > 0n) await fill(tx, importId, seen.filter)
  memory = seen
  return seen
}

const Id = z.object({ id: z.string() })
const PAGE = 100_000

/** After a crash, or where another process was at work before: what the import has recorded is read once. */
async function fill(tx: FactTx, importId: string, filter: IdFilter): Promise<void> {
  await tx.execute(
    `DECLARE recorded NO SCROLL CURSOR FOR SELECT id FROM experiences
     WHERE organization_id = $1::uuid AND import_id = $2::uuid`,
    [tx.organizationId, importId],
  )
  for (;;) {
    const found = await tx.rows(Id, `FETCH ${PAGE} FROM recorded`)
    for (const { id } of found) filter.add(id)
    if (found.length < PAGE) break
  }
  await tx.execute('CLOSE recorded')
}

/** The count goes with the facts whatever this process remembers by then: another import may be at work beside this one. */
async function remember(tx: FactTx, seen: Seen, recorded: readonly string[]): Promise<void> {
  if (recorded.length === 0) return
  await tx.execute(
    `UPDATE fact_sources SET sole_count = sole_count + $3::bigint
     WHERE organization_id = $1::uuid AND sole_import_id = $2::uuid`,
    [tx.organizationId, seen.importId, recorded.length],
  )
  for (const id of recorded) seen.filter.add(id)
  seen.count += BigInt(recorded.length)
}

/** An import that is taken back vouches for nothing any more. */
export async function forgetSource(tx: FactTx, importId: string): Promise<void> {
  await tx.execute(
    'UPDATE fact_sources SET sole_import_id = NULL WHERE organization_id = $1::uuid AND sole_import_id = $2::uuid',
    [tx.organizationId, importId],
  )
}
