import { z } from 'zod'
import type { LineCounts } from '../domain/import/line-outcome.ts'
import { arrayLiteral } from './array-literal.ts'
import type { FactTx } from './fact-transaction.ts'
import { findPiece, linesOf } from './import-piece.ts'

/**
 * Lines whose facts an earlier line told of already: those that say the same, and those that contradict it. Digests of all lines
 * are compared at once; Postgres sorts on disk what its memory does not hold.
 */
const SETTLE = `
WITH said AS (
  SELECT d.fact, d.content, p.first_row_no + d.turn::int - 1 AS row_no
  FROM import_pieces p, unnest(p.fact_digests, p.content_digests) WITH ORDINALITY AS d (fact, content, turn)
  WHERE p.import_id = $1::uuid AND d.fact <> 0
), first AS (
  SELECT fact, min(row_no) AS row_no FROM said GROUP BY fact HAVING count(*) > 1
), repeated AS (
  SELECT s.row_no, f.row_no AS first_no, s.content FROM first f JOIN said s USING (fact)
), judged AS (
  SELECT r.row_no, r.first_no, r.content = f.content AS is_same
  FROM repeated r JOIN repeated f ON f.row_no = r.first_no WHERE r.row_no <> r.first_no
), forgotten AS (
  DELETE FROM import_rows r USING judged j WHERE r.import_id = $1::uuid AND r.row_no = j.row_no AND j.is_same
), told AS (
  INSERT INTO import_rows (import_id, organization_id, row_no, outcome, cells, problems)
  SELECT $1::uuid, $2::uuid, row_no, 'conflict', '{}', jsonb_build_array(jsonb_build_object(
    'field', 'line', 'code', 'line.contradicts', 'values', jsonb_build_object('line', first_no)))
  FROM judged WHERE NOT is_same
  ON CONFLICT (import_id, row_no) DO UPDATE SET outcome = EXCLUDED.outcome, problems = EXCLUDED.problems
)
SELECT count(*)::int AS count FROM judged WHERE is_same`

const Count = z.object({ count: z.number() })

/**
 * Finds lines that tell of the facts of an earlier line: equal ones are the same, others contradict it and are kept for a person.
 * Once, after the trial, since pieces do not see each other.
 *
 * @returns how many say the same as an earlier line, where the trial had them as new, changed or in conflict
 */
export async function settleRepeatedLines(
  tx: FactTx,
  importId: string,
  delimiter: string,
): Promise<number> {
  // How many lines a piece unfolds into the planner cannot know, and one row by one it would compare for days.
  await tx.execute('SET LOCAL statement_timeout = 0')
  await tx.execute('SET LOCAL enable_nestloop = off')
  const [row] = await tx.rows(Count, SETTLE, [importId, tx.organizationId])
  await tx.execute('SET LOCAL enable_nestloop = on')
  await fillCells(tx, importId, delimiter)
  return row?.count ?? 0
}

const Bare = z.object({ row_no: z.number() })

/** Writes into lines found by their digests alone what stands in them, piece by piece. */
async function fillCells(tx: FactTx, importId: string, delimiter: string): Promise<void> {
  for (let after = 0; ; ) {
    const [next] = await tx.rows(
      Bare,
      `SELECT p.first_row_no AS row_no FROM import_pieces p WHERE p.import_id = $1::uuid AND p.first_row_no > $2::int
         AND EXISTS (SELECT FROM import_rows r WHERE r.import_id = p.import_id AND r.cells = '{}'
           AND r.row_no BETWEEN p.first_row_no AND p.first_row_no + p.row_count - 1)
       ORDER BY p.piece_no LIMIT 1`,
      [importId, after],
    )
    const piece = next ? await findPiece(tx, importId, next.row_no - 1) : null
    if (!piece) return
    const lines = linesOf(piece, { delimiter, isDigested: false })
    after = piece.firstRowNo
    await tx.execute(
      `UPDATE import_rows r SET cells = v.cells::text[]
       FROM unnest($2::int[], $3::text[]) AS v (row_no, cells)
       WHERE r.import_id = $1::uuid AND r.row_no = v.row_no AND r.cells = '{}'`,
      [
        importId,
        arrayLiteral(lines.map(({ rowNo }) => rowNo)),
        arrayLiteral(lines.map(({ cells }) => arrayLiteral(cells))),
      ],
    )
  }
}

const Kept = z.object({ outcome: z.enum(['changed', 'conflict', 'error']), count: z.number() })

/** The outcomes of all lines that are kept for a person, counted. */
export async function countKeptLines(
  tx: FactTx,
  importId: string,
): Promise<Pick<LineCounts, 'changed' | 'conflict' | 'error'>> {
  const counts = { changed: 0, conflict: 0, error: 0 }
  const rows = await tx.rows(
    Kept,
    `SELECT outcome, count(*)::int AS count FROM import_rows
     WHERE import_id = $1::uuid AND outcome IN ('changed', 'conflict', 'error') GROUP BY outcome`,
    [importId],
  )
  for (const { outcome, count } of rows) counts[outcome] = count
  return counts
}
