import { findImports, type ImportSummary } from '#server/db/import-list.ts'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { ListImports } from '#server/domain/import/input.ts'

const PAGE_IMPORTS = 25

/** What was brought in, newest first. */
export async function importList(
  actor: Actor,
  input: ListImports,
): Promise<{ imports: ImportSummary[]; next: string | null }> {
  authorize(actor, 'import.read')
  const by = { before: input.before, limit: PAGE_IMPORTS + 1 }
  const found = await reading(actor, (db) => findImports(db, by))
  const imports = found.slice(0, PAGE_IMPORTS)
  return { imports, next: found.length > PAGE_IMPORTS ? (imports.at(-1)?.id ?? null) : null }
}
