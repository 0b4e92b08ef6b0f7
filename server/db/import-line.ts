import { z } from 'zod'
import type { FieldProblem } from '../domain/errors.ts'
import type { LineOutcome } from '../domain/import/line-outcome.ts'
import { arrayLiteral } from './array-literal.ts'
import type { FactTx } from './fact-transaction.ts'

/** What a step found about a line that needs somebody's eye. */
export type LineVerdict = {
  rowNo: number
  outcome: LineOutcome
  cells: readonly string[]
  problems: readonly FieldProblem[]
}

type RowRange = { from: number; through: number }

/** Keeps lines that need somebody's eye, with all that stands in them. A line travels as the text of its array: unnest has one dimension. */
export async function saveVerdicts(
  tx: FactTx,
  importId: string,
  verdicts: readonly LineVerdict[],
): Promise<void> {
  if (verdicts.length === 0) return
  await tx.execute(
    `INSERT INTO import_rows (import_id, organization_id, row_no, outcome, cells, problems)
     SELECT $1::uuid, $2::uuid, row_no, outcome, cells::text[], problems::jsonb
     FROM unnest($3::int[], $4::text[], $5::text[], $6::text[]) AS v (row_no, outcome, cells, problems)`,
    [
      importId,
      tx.organizationId,
      arrayLiteral(verdicts.map((verdict) => verdict.rowNo)),
      arrayLiteral(verdicts.map((verdict) => verdict.outcome)),
      arrayLiteral(verdicts.map((verdict) => arrayLiteral(verdict.cells))),
      arrayLiteral(
        verdicts.map(({ problems }) => (problems.length > 0 ? JSON.stringify(problems) : null)),
      ),
    ],
  )
}

const Verdict = z.object({ row_no: z.number(), outcome: z.string() })

/** What an earlier step found about lines of a range; lines that it let through are not named. */
export async function findVerdicts(
  tx: FactTx,
  importId: string,
  { from, through }: RowRange,
): Promise<Map<number, string>> {
  const rows = await tx.rows(
    Verdict,
    `SELECT row_no, outcome FROM import_rows
     WHERE import_id = $1::uuid AND row_no BETWEEN $2::int AND $3::int AND outcome IS NOT NULL`,
    [importId, from, through],
  )
  return new Map(rows.map(({ row_no: rowNo, outcome }) => [rowNo, outcome]))
}

/** Forgets what an earlier step found about lines of a range: all of it, or of given outcomes. */
export async function forgetVerdicts(
  tx: FactTx,
  importId: string,
  by: RowRange & { outcomes?: readonly LineOutcome[] },
): Promise<void> {
  await tx.execute(
    `DELETE FROM import_rows WHERE import_id = $1::uuid AND row_no BETWEEN $2::int AND $3::int
       AND ($4::text[] IS NULL OR outcome = ANY ($4::text[]))`,
    [importId, by.from, by.through, by.outcomes ? arrayLiteral(by.outcomes) : null],
  )
}

/** Forgets the lines of a whole import, some at a time; how many it removed. */
export function forgetLines(tx: FactTx, importId: string, limit: number): Promise<number> {
  return tx.execute(
    `DELETE FROM import_rows WHERE import_id = $1::uuid AND row_no IN (
       SELECT row_no FROM import_rows WHERE import_id = $1::uuid ORDER BY row_no LIMIT $2)`,
    [importId, limit],
  )
}
