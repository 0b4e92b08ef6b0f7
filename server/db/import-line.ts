import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { FieldProblem } from '../domain/errors.ts'
import type { LineOutcome } from '../domain/import/line-outcome.ts'
import type { Line } from '../domain/import/read-line.ts'
import { arrayLiteral } from './array-literal.ts'
import type { FactTx } from './fact-transaction.ts'

const StagedLine = z.object({ row_no: z.number(), cells: z.array(z.string()) })

/** Staged lines after a row, in the order of the file; all, or those with given outcomes. */
export async function findStagedLines(
  tx: FactTx,
  importId: string,
  by: { afterRowNo: number; limit: number; outcomes?: readonly LineOutcome[] },
): Promise<Line[]> {
  const rows = await tx.rows(
    StagedLine,
    `SELECT row_no, cells FROM import_rows
     WHERE import_id = $1::uuid AND row_no > $2 AND ($4::text[] IS NULL OR outcome = ANY ($4::text[]))
     ORDER BY row_no LIMIT $3`,
    [importId, by.afterRowNo, by.limit, by.outcomes ? [...by.outcomes] : null],
  )
  return rows.map(({ row_no: rowNo, cells }) => ({ rowNo, cells, digest: digestOf(cells) }))
}

/** 22 characters that are the same for equal texts and, but for chance, for no others. */
export function digestOf(texts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(`${text.length}:`).update(text)
  return hash.digest().subarray(0, 16).toString('base64url')
}

export type LineVerdict = {
  rowNo: number
  outcome: LineOutcome
  problems: readonly FieldProblem[]
  /** Of the ids of the line's facts; null where it has none. */
  factDigest: string | null
}

/** Writes what a step found about lines. */
export async function saveVerdicts(
  tx: FactTx,
  importId: string,
  verdicts: readonly LineVerdict[],
): Promise<void> {
  await tx.execute(
    `UPDATE import_rows r SET outcome = v.outcome, problems = v.problems::jsonb, fact_digest = convert_to(v.digest, 'UTF8')
     FROM unnest($2::int[], $3::text[], $4::text[], $5::text[]) AS v(row_no, outcome, problems, digest)
     WHERE r.import_id = $1::uuid AND r.row_no = v.row_no`,
    [
      importId,
      arrayLiteral(verdicts.map((verdict) => verdict.rowNo)),
      arrayLiteral(verdicts.map((verdict) => verdict.outcome)),
      arrayLiteral(
        verdicts.map(({ problems }) => (problems.length > 0 ? JSON.stringify(problems) : null)),
      ),
      arrayLiteral(verdicts.map((verdict) => verdict.factDigest)),
    ],
  )
}

/**
 * Finds lines that tell of the facts of an earlier line: equal lines are the same, others contradict it. Set-wise and once, after
 * the check, since chunks do not see each other.
 */
export async function settleRepeatedLines(tx: FactTx, importId: string): Promise<void> {
  await tx.execute('SET LOCAL statement_timeout = 0')
  await tx.execute(
    `UPDATE import_rows r
     SET outcome = CASE WHEN r.cells = f.cells THEN 'same' ELSE 'conflict' END,
       problems = CASE WHEN r.cells = f.cells THEN NULL ELSE jsonb_build_array(jsonb_build_object(
         'field', 'line', 'code', 'line.contradicts', 'values', jsonb_build_object('line', f.row_no))) END
     FROM (SELECT row_no, first_value(row_no) OVER (PARTITION BY fact_digest ORDER BY row_no) AS first_no
           FROM import_rows WHERE import_id = $1::uuid AND fact_digest IS NOT NULL
             AND (outcome IN ('new', 'changed') OR outcome = 'conflict' AND problems IS NULL)) d
     JOIN import_rows f ON f.import_id = $1::uuid AND f.row_no = d.first_no
     WHERE r.import_id = $1::uuid AND r.row_no = d.row_no AND d.first_no <> d.row_no`,
    [importId],
  )
}

/** Empties staging of lines up to a row that need nobody any more: what they said is facts now. */
export async function forgetSettledLines(
  tx: FactTx,
  importId: string,
  by: { afterRowNo: number; throughRowNo: number },
): Promise<void> {
  await tx.execute(
    `DELETE FROM import_rows WHERE import_id = $1::uuid AND row_no > $2 AND row_no <= $3 AND outcome IN ('new', 'same')`,
    [importId, by.afterRowNo, by.throughRowNo],
  )
}

/** Empties staging of a whole import, some lines at a time; how many it removed. */
export function forgetLines(tx: FactTx, importId: string, limit: number): Promise<number> {
  return tx.execute(
    `DELETE FROM import_rows WHERE import_id = $1::uuid AND row_no IN (
       SELECT row_no FROM import_rows WHERE import_id = $1::uuid ORDER BY row_no LIMIT $2)`,
    [importId, limit],
  )
}
