import { deleteProfile } from '#server/db/import-profile.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { notFound } from '#server/domain/errors.ts'
import type { DeleteImportProfile } from '#server/domain/import/input.ts'

/** Removes a profile; imports that used it keep their own copy of the mapping. */
export async function deleteImportProfile(actor: Actor, input: DeleteImportProfile): Promise<void> {
  authorize(actor, 'import.run')
  return transaction(actor, async (tx) => {
    const removed = await deleteProfile(tx, input.profileId)

    if (removed === 0) throw notFound('import-profile')
  })
}
