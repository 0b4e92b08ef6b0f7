import { z } from 'zod'
import type { FieldProblem } from '../domain/errors.ts'
import { IMPORT_STATES } from '../domain/import/import-state.ts'
import { ImportMapping } from '../domain/import/input.ts'
import { LINE_OUTCOMES } from '../domain/import/line-outcome.ts'
import { findPiece, linesOf } from './import-piece.ts'
import type { Reading } from './reading.ts'

const Summary = z.object({
  id: z.string(),
  kind: z.string().nullable(),
  fileName: z.string(),
  state: z.enum(IMPORT_STATES),
  rowCount: z.number(),
  progressCount: z.number(),
  newCount: z.number(),
  sameCount: z.number(),
  changedCount: z.number(),
  conflictCount: z.number(),
  errorCount: z.number(),
  createdAt: z.date(),
  finishedAt: z.date().nullable(),
  takenBackAt: z.date().nullable(),
  createdByName: z.string().nullable(),
})
export type ImportSummary = z.infer<typeof Summary>

const Detail = Summary.extend({
  encoding: z.string(),
  delimiter: z.string(),
  headers: z.array(z.string()),
  mapping: ImportMapping.nullable(),
  applyChanges: z.boolean(),
  isDirect: z.boolean(),
  isCancelling: z.boolean(),
  failure: z.string().nullable(),
  factCounts: z.record(z.string(), z.number()),
  keptCount: z.number(),
  currency: z.string(),
  timeZone: z.string(),
})
export type ImportDetail = z.infer<typeof Detail>

const SUMMARY = `i.id, i.kind, i.file_name AS "fileName", i.state, i.row_count AS "rowCount", i.progress_count AS "progressCount",
  i.new_count AS "newCount", i.same_count AS "sameCount", i.changed_count AS "changedCount", i.conflict_count AS "conflictCount",
  i.error_count AS "errorCount", i.created_at AS "createdAt", i.finished_at AS "finishedAt", i.taken_back_at AS "takenBackAt",
  u.name AS "createdByName"`

/** Imports from the newest on; those before a given one, for the next page. */
export function findImports(
  db: Reading,
  by: { before: string | null; limit: number },
): Promise<ImportSummary[]> {
  return db.rows(
    Summary,
    `SELECT ${SUMMARY} FROM imports i LEFT JOIN users u ON u.id = i.created_by
     WHERE $1::uuid IS NULL OR (i.created_at, i.id) < (SELECT b.created_at, b.id FROM imports b WHERE b.id = $1::uuid)
     ORDER BY i.created_at DESC, i.id DESC LIMIT $2`,
    [by.before, by.limit],
  )
}

/** One import with all a page shows of it; null where it is another organization's or none. */
export async function findImport(db: Reading, importId: string): Promise<ImportDetail | null> {
  const [found] = await db.rows(
    Detail,
    `SELECT ${SUMMARY}, i.encoding, i.delimiter, i.headers, i.mapping, i.apply_changes AS "applyChanges", i.is_direct AS "isDirect",
       i.cancel_asked_at IS NOT NULL AS "isCancelling", i.failure, i.fact_counts AS "factCounts", i.kept_count AS "keptCount",
       o.currency::text, o.time_zone AS "timeZone"
     FROM imports i JOIN organizations o ON o.id = i.organization_id LEFT JOIN users u ON u.id = i.created_by
     WHERE i.id = $1::uuid`,
    [importId],
  )
  return found ?? null
}

const Problem = z
  .object({
    field: z.string(),
    code: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  })
  .transform(({ values, ...rest }): FieldProblem => (values ? { ...rest, values } : rest))

const ProblemLine = z.object({
  rowNo: z.number(),
  outcome: z.enum(LINE_OUTCOMES).nullable(),
  cells: z.array(z.string()),
  problems: z.array(Problem).nullable(),
})
export type ProblemLine = z.infer<typeof ProblemLine>

/** Lines that a person must look at, in the order of the file. */
export function findProblemLines(
  db: Reading,
  importId: string,
  by: { outcome: string | null; afterRowNo: number; limit: number },
): Promise<ProblemLine[]> {
  return db.rows(
    ProblemLine,
    `SELECT row_no AS "rowNo", outcome, cells, problems FROM import_rows
     WHERE import_id = $1::uuid AND row_no > $2 AND outcome IN ('error', 'conflict', 'changed') AND ($3::text IS NULL OR outcome = $3)
     ORDER BY row_no LIMIT $4`,
    [importId, by.afterRowNo, by.outcome, by.limit],
  )
}

const Delimiter = z.object({ delimiter: z.string() })

/** The first lines of a file that waits for its columns to be chosen, as they are written. */
export async function findFirstLines(
  db: Reading,
  importId: string,
  limit: number,
): Promise<string[][]> {
  const [waiting] = await db.rows(
    Delimiter,
    `SELECT delimiter FROM imports WHERE id = $1::uuid AND state IN ('staged', 'checked')`,
    [importId],
  )
  const piece = waiting ? await findPiece(db, importId, 0) : null
  if (!waiting || !piece) return []
  const by = { delimiter: waiting.delimiter, isDigested: false, limit }
  return linesOf(piece, by).map(({ cells }) => [...cells])
}
