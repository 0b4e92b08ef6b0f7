import { findImport, findProblemLines, type ProblemLine } from '#server/db/import-list.ts'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { notFound } from '#server/domain/errors.ts'
import type { ListImportRows } from '#server/domain/import/input.ts'

const PAGE_LINES = 50

export type ImportProblems = { headers: string[]; lines: ProblemLine[]; next: number | null }

/** The lines that need a person, with what is wrong in each, in the order of the file. */
export async function importProblems(
  actor: Actor,
  input: ListImportRows & { limit?: number },
): Promise<ImportProblems> {
  authorize(actor, 'import.read')
  const limit = input.limit ?? PAGE_LINES
  return reading(actor, async (db) => {
    const detail = await findImport(db, input.importId)
    if (!detail) throw notFound('import')
    const by = { outcome: input.outcome, afterRowNo: input.afterRowNo, limit: limit + 1 }
    const found = await findProblemLines(db, input.importId, by)
    const lines = found.slice(0, limit)
    return {
      headers: detail.headers,
      lines,
      next: found.length > limit ? (lines.at(-1)?.rowNo ?? null) : null,
    }
  })
}
