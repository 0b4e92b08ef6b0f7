import { enqueueImport } from '#server/db/enqueue-import.ts'
import { changeImport, lockImport } from '#server/db/import.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { ruleBroken } from '#server/domain/errors.ts'
import { canImport } from '#server/domain/import/import-state.ts'
import type { ImportId } from '#server/domain/import/input.ts'

/** Starts removing everything that an import brought, for thirty days after it ended. */
export async function takeBackImport(actor: Actor, input: ImportId, now: Date): Promise<void> {
  authorize(actor, 'import.run')
  return transaction(actor, async (tx) => {
    const importing = await lockImport(tx, input.importId)

    const given = { state: importing.state, finishedAt: importing.finished_at }
    if (!canImport('take-back', given, now)) throw ruleBroken('import-not-now')

    await changeImport(tx, input.importId, {
      state: 'taking-back',
      progress_count: 0,
      failure: null,
    })
    if (actor.kind === 'member') await enqueueImport(tx, 'take-back-import', input.importId)
  })
}
