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
  /** Profiles whose columns this file has, by name. */
  profiles: { name: string; mapping: ImportMapping; isShipped: boolean }[]
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
  const profiles = [
    ...saved.map(({ name, mapping }) => ({ name, mapping, isShipped: false })),
    ...SHIPPED_PROFILES.map(({ name, mapping }) => ({ name, mapping, isShipped: true })),
  ]
    .map((profile) => ({ ...profile, mapping: withoutFile(profile.mapping) }))
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
