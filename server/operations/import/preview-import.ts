import { getImport } from '#server/db/import.ts'
import { findStagedLines } from '#server/db/import-line.ts'
import { ingestLines } from '#server/db/ingest-lines.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { FieldProblem } from '#server/domain/errors.ts'
import type { PreviewImport } from '#server/domain/import/input.ts'
import type { LineOutcome } from '#server/domain/import/line-outcome.ts'
import { mappingProblems } from '#server/domain/import/mapping-problems.ts'
import { type LineFact, lineReader } from '#server/domain/import/read-line.ts'

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
  return transaction(actor, async (tx) => {
    const { id: importId, headers, currency } = await getImport(tx, input.importId)
    const problems = mappingProblems(input.mapping, headers)
    if (problems.length > 0) return { problems, lines: [] }

    const lines = await findStagedLines(tx, importId, { afterRowNo: 0, limit: PREVIEW_LINES })
    const read = lines.map(lineReader(input.mapping, headers, currency))
    const given = { mapping: input.mapping, importId, applyChanges: false, dryRun: true }
    const judged = await ingestLines(tx, { ...given, lines: read.map((line) => line.facts) }, now)

    return {
      problems,
      lines: lines.map(({ rowNo }, index) => {
        const own = read[index]?.problems ?? []
        const result = judged.results[index]
        return {
          rowNo,
          outcome: own.length > 0 ? 'error' : (result?.outcome ?? 'same'),
          facts: read[index]?.facts ?? [],
          problems: own.length > 0 ? own : (result?.problems ?? []),
        }
      }),
    }
  })
}
