import { findProfiles } from '#server/db/import-profile.ts'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { ProfileMapping } from '#server/domain/import/input.ts'
import { mainNoun, SHIPPED_PROFILES } from '#server/domain/import/shipped-profiles.ts'

export type ImportProfileView = {
  /** Null for those that come with the product. */
  id: string | null
  name: string
  kind: string
  mapping: ProfileMapping
}

/** Every profile that a file can be read by. */
export async function importProfiles(actor: Actor): Promise<ImportProfileView[]> {
  authorize(actor, 'import.read')
  const saved = await reading(actor, findProfiles)
  const shipped = SHIPPED_PROFILES.map(({ name, mapping }) => ({
    id: null,
    name,
    kind: mainNoun(mapping),
    mapping,
  }))
  return [...saved, ...shipped]
}
