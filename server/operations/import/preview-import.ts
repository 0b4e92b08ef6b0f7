import { factTransaction } from '#server/db/fact-transaction.ts'
import { getImport } from '#server/db/import.ts'
import { findPiece, linesOf } from '#server/db/import-piece.ts'
import { ingestLines } from '#server/db/ingest-lines.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { FieldProblem } from '#server/domain/errors.ts'
import type { PreviewImport } from '#server/domain/import/input.ts'
import type { LineOutcome } from '#server/domain/import/line-outcome.ts'
import { mappingProblems } from '#server/domain/import/mapping-problems.ts'
import { linePreparer } from '#server/domain/import/prepare-line.ts'
import { type LineFact, readsContent } from '#server/domain/import/read-line.ts'

export type PreviewLine = {
  rowNo: number
  outcome: LineOutcome
  facts: LineFact[]
  problems: FieldProblem[]
}

const PREVIEW_LINES = 10

/** The first lines as a mapping reads them, judged like all others will be; nothing is kept of it. */
export async function previewImport(
  actor: Actor,
  input: PreviewImport,
  now: Date,
): Promise<{ problems: FieldProblem[]; lines: PreviewLine[] }> {
  authorize(actor, 'import.run')
  const { mapping } = input
  return factTransaction(actor, async (tx) => {
    const { id: importId, headers, currency, delimiter } = await getImport(tx, input.importId)
    const problems = mappingProblems(mapping, headers)
    if (problems.length > 0) return { problems, lines: [] }

    const piece = await findPiece(tx, importId, 0)
    const by = { delimiter, isDigested: readsContent(mapping), limit: PREVIEW_LINES }
    const lines = (piece ? linesOf(piece, by) : []).map(linePreparer(mapping, headers, currency))
    const given = { lines, mapping, importId, applyChanges: false, dryRun: true }
    const judged = await ingestLines(tx, given, now)

    return {
      problems,
      lines: lines.map(({ rowNo, facts, problems: own }, index) => {
        const result = judged.results[index]
        return {
          rowNo,
          outcome: own.length > 0 ? 'error' : (result?.outcome ?? 'same'),
          facts,
          problems: own.length > 0 ? own : (result?.problems ?? []),
        }
      }),
    }
  })
}
