import { findFirstLines, findImport, type ImportDetail } from '#server/db/import-list.ts'
import { findProfiles } from '#server/db/import-profile.ts'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { notFound } from '#server/domain/errors.ts'
import { guessMapping } from '#server/domain/import/guess-mapping.ts'
import { canImport, takeBackUntil } from '#server/domain/import/import-state.ts'
import type { ImportId, ImportMapping } from '#server/domain/import/input.ts'
import { mappingProblems } from '#server/domain/import/mapping-problems.ts'
import { SHIPPED_PROFILES } from '#server/domain/import/shipped-profiles.ts'

export type ImportView = ImportDetail & {
  /** The first lines while they are staged, for the mapping. */
  sample: string[][]
  /** What was chosen before, else a guess from the headers. */
  suggested: ImportMapping
  /** Profiles whose columns this file has, by name; those that come with the product have no id. */
  profiles: { id: string | null; name: string; mapping: ImportMapping }[]
  takeBackUntil: Date | null
}

const SAMPLE_LINES = 20

/** One import: where it stands, how it is read, what came of it. */
export async function importDetail(actor: Actor, input: ImportId, now: Date): Promise<ImportView> {
  authorize(actor, 'import.read')
  const { detail, sample, saved } = await reading(actor, async (db) => ({
    detail: await findImport(db, input.importId),
    sample: await findFirstLines(db, input.importId, SAMPLE_LINES),
    saved: await findProfiles(db),
  }))
  if (!detail) throw notFound('import')
  const guess = () =>
    guessMapping(detail.headers, sample, { timeZone: detail.timeZone, source: 'file' })
  const profiles = [...saved, ...SHIPPED_PROFILES.map((profile) => ({ ...profile, id: null }))]
    .map(({ id, name, mapping }) => ({ id, name, mapping: withoutFile(mapping) }))
    .filter(({ mapping }) => mappingProblems(mapping, detail.headers).length === 0)
  const standing = { state: detail.state, finishedAt: detail.finishedAt }
  return {
    ...detail,
    sample,
    suggested: detail.mapping ?? guess(),
    profiles,
    takeBackUntil:
      detail.finishedAt && canImport('take-back', standing, now)
        ? takeBackUntil(detail.finishedAt)
        : null,
  }
}

function withoutFile({
  encoding: _encoding,
  delimiter: _delimiter,
  ...mapping
}: ImportMapping & { encoding?: unknown; delimiter?: unknown }): ImportMapping {
  return mapping
}
