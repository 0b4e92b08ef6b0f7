import { enqueueImport } from '#server/db/enqueue-import.ts'
import { changeImport, lockImport, restartLineCounts } from '#server/db/import.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { ruleBroken } from '#server/domain/errors.ts'
import { canImport } from '#server/domain/import/import-state.ts'
import type { RunImport } from '#server/domain/import/input.ts'

/** Starts recording what the check found, or goes on after a cancel or a failure: lines that went in are not looked at again. */
export async function runImport(actor: Actor, input: RunImport, now: Date): Promise<void> {
  authorize(actor, 'import.run')
  return transaction(actor, async (tx) => {
    const importing = await lockImport(tx, input.importId)

    const given = { state: importing.state, finishedAt: importing.finished_at }
    if (!canImport('run', given, now)) throw ruleBroken('import-not-now')
    const isFresh = importing.state === 'checked'

    if (isFresh) await restartLineCounts(tx, input.importId, input)
    await changeImport(tx, input.importId, {
      state: 'running',
      cancel_asked_at: null,
      finished_at: null,
      failure: null,
      ...(isFresh
        ? { progress_count: 0, apply_changes: input.applyChanges, is_direct: false }
        : {}),
    })
    if (actor.kind === 'member') await enqueueImport(tx, 'run-import', input.importId)
  })
}
