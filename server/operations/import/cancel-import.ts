import { changeImport, lockImport } from '#server/db/import.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { ruleBroken } from '#server/domain/errors.ts'
import { canImport } from '#server/domain/import/import-state.ts'
import type { ImportId } from '#server/domain/import/input.ts'

/** Asks the work on a file to stop; it does so between two chunks. */
export async function cancelImport(actor: Actor, input: ImportId, now: Date): Promise<void> {
  authorize(actor, 'import.run')
  return transaction(actor, async (tx) => {
    const importing = await lockImport(tx, input.importId)

    const given = { state: importing.state, finishedAt: importing.finished_at }
    if (!canImport('cancel', given, now)) throw ruleBroken('import-not-now')

    await changeImport(tx, input.importId, { cancel_asked_at: now })
  })
}
