import { saveProfile } from '#server/db/import-profile.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { invalid } from '#server/domain/errors.ts'
import type { SaveImportProfile } from '#server/domain/import/input.ts'
import { mainNoun, SHIPPED_PROFILES } from '#server/domain/import/shipped-profiles.ts'

/** Keeps a mapping under a name; the same name again replaces it. */
export async function saveImportProfile(
  actor: Actor,
  input: SaveImportProfile,
  now: Date,
): Promise<void> {
  authorize(actor, 'import.run')
  return transaction(actor, async (tx) => {
    if (SHIPPED_PROFILES.some((profile) => profile.name === input.name))
      throw invalid([{ field: 'name', code: 'name.taken' }])

    const { name, mapping } = input
    await saveProfile(tx, { name, mapping, kind: mainNoun(mapping), now })
  })
}
