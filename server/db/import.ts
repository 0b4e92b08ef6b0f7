import { z } from 'zod'
import { notFound } from '../domain/errors.ts'
import { IMPORT_STATES } from '../domain/import/import-state.ts'
import { ImportMapping } from '../domain/import/input.ts'
import type { LineCounts } from '../domain/import/line-outcome.ts'
import type { FactTx } from './fact-transaction.ts'

/** An import as the acts on it need it. */
const ImportRecord = z.object({
  id: z.string(),
  file_name: z.string(),
  delimiter: z.string(),
  headers: z.array(z.string()),
  mapping: ImportMapping.nullable(),
  state: z.enum(IMPORT_STATES),
  row_count: z.number(),
  progress_count: z.number(),
  apply_changes: z.boolean(),
  is_direct: z.boolean(),
  cancel_asked_at: z.date().nullable(),
  finished_at: z.date().nullable(),
  currency: z.string(),
  time_zone: z.string(),
})
export type ImportRecord = z.infer<typeof ImportRecord>

const COLUMNS = `i.id, i.file_name, i.delimiter, i.headers, i.mapping, i.state, i.row_count, i.progress_count, i.apply_changes, i.is_direct,
  i.cancel_asked_at, i.finished_at, o.currency, o.time_zone`

/** An import as it stands, without keeping others from it. */
export function getImport(tx: FactTx, importId: string): Promise<ImportRecord> {
  return oneImport(tx, importId, '')
}

/** An import that nobody else acts on until the transaction ends. */
export function lockImport(tx: FactTx, importId: string): Promise<ImportRecord> {
  return oneImport(tx, importId, 'FOR NO KEY UPDATE OF i')
}

async function oneImport(tx: FactTx, importId: string, lock: string): Promise<ImportRecord> {
  const [found] = await tx.rows(
    ImportRecord,
    `SELECT ${COLUMNS} FROM imports i JOIN organizations o ON o.id = i.organization_id WHERE i.id = $1::uuid ${lock}`,
    [importId],
  )
  if (!found) throw notFound('import')
  return found
}

export type NewImport = {
  id: string
  fileName: string
  sha256: Uint8Array
  encoding: string
  delimiter: string
  headers: string[]
  createdBy: string | null
  now: Date
}

export async function insertImport(tx: FactTx, given: NewImport): Promise<void> {
  await tx.execute(
    `INSERT INTO imports (id, organization_id, file_name, file_sha256, encoding, delimiter, headers, created_by, created_at)
     VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $7::jsonb, $8::uuid, $9)`,
    [
      given.id,
      tx.organizationId,
      given.fileName,
      given.sha256,
      given.encoding,
      given.delimiter,
      JSON.stringify(given.headers),
      given.createdBy,
      given.now,
    ],
  )
}

/** What a step changes about an import; what is not named stays. */
export type ImportChange = Partial<{
  kind: string
  mapping: ImportMapping
  state: ImportRecord['state']
  row_count: number
  progress_count: number
  apply_changes: boolean
  is_direct: boolean
  cancel_asked_at: Date | null
  finished_at: Date | null
  taken_back_at: Date
  failure: string | null
  kept_count: number
}>

const CASTS: Partial<Record<keyof ImportChange, string>> = {
  mapping: '::jsonb',
  kept_count: '::int',
  cancel_asked_at: '::timestamptz',
  finished_at: '::timestamptz',
  taken_back_at: '::timestamptz',
  apply_changes: '::boolean',
  is_direct: '::boolean',
  row_count: '::int',
  progress_count: '::int',
}

export async function changeImport(
  tx: FactTx,
  importId: string,
  change: ImportChange,
): Promise<void> {
  const names = Object.keys(change) as (keyof ImportChange)[]
  const values = names.map((name) =>
    CASTS[name] === '::jsonb' ? JSON.stringify(change[name]) : change[name],
  )
  const sets = names.map((name, index) => `${name} = $${index + 2}${CASTS[name] ?? ''}`)
  await tx.execute(
    `UPDATE imports SET ${['moved_at = clock_timestamp()', ...sets].join(', ')} WHERE id = $1::uuid`,
    [importId, ...values],
  )
}

/** Adds a chunk's outcomes to the import's counts. */
export async function addLineCounts(
  tx: FactTx,
  importId: string,
  counts: LineCounts,
): Promise<void> {
  await tx.execute(
    `UPDATE imports SET new_count = new_count + $2, same_count = same_count + $3, changed_count = changed_count + $4,
       conflict_count = conflict_count + $5, error_count = error_count + $6 WHERE id = $1::uuid`,
    [importId, counts.new, counts.same, counts.changed, counts.conflict, counts.error],
  )
}

/** Sets the counts to given ones; a step that starts over begins with them. */
export async function setLineCounts(
  tx: FactTx,
  importId: string,
  counts: LineCounts,
): Promise<void> {
  await tx.execute(
    `UPDATE imports SET new_count = $2, same_count = $3, changed_count = $4, conflict_count = $5, error_count = $6
     WHERE id = $1::uuid`,
    [importId, counts.new, counts.same, counts.changed, counts.conflict, counts.error],
  )
}

/** Adds to the number of facts of each noun that an import made. */
export async function addFactCounts(
  tx: FactTx,
  importId: string,
  made: Record<string, number>,
): Promise<void> {
  if (Object.keys(made).length === 0) return
  await tx.execute(
    `UPDATE imports SET fact_counts = fact_counts || (
       SELECT jsonb_object_agg(key, coalesce((fact_counts ->> key)::int, 0) + value::int) FROM jsonb_each_text($2::jsonb))
     WHERE id = $1::uuid`,
    [importId, JSON.stringify(made)],
  )
}

/** After the trial: lines that tell the same as an earlier one, and how many are kept for a person; all others are new. */
export async function settleLineCounts(
  tx: FactTx,
  importId: string,
  counts: Omit<LineCounts, 'new'>,
): Promise<void> {
  await tx.execute(
    `UPDATE imports SET same_count = same_count + $2, changed_count = $3, conflict_count = $4, error_count = $5,
       new_count = row_count - same_count - $2 - $3 - $4 - $5 WHERE id = $1::uuid`,
    [importId, counts.same, counts.changed, counts.conflict, counts.error],
  )
}

/** Before recording: what goes in is counted anew, what a person must look at is known from the trial. */
export async function restartLineCounts(
  tx: FactTx,
  importId: string,
  { applyChanges }: { applyChanges: boolean },
): Promise<void> {
  await tx.execute(
    `UPDATE imports SET new_count = 0, same_count = 0, changed_count = CASE WHEN $2::boolean THEN 0 ELSE changed_count END
     WHERE id = $1::uuid`,
    [importId, applyChanges],
  )
}
