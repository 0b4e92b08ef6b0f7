import { changeImport, lockImport } from '#server/db/import.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { stateAfterFailure } from '#server/domain/import/import-state.ts'
import type { ImportId } from '#server/domain/import/input.ts'

/** Lays an import down after its work broke off for good, in a state from which a person can go on. */
export async function failImport(actor: Actor, input: ImportId, now: Date): Promise<void> {
  authorize(actor, 'import.run')
  return transaction(actor, async (tx) => {
    const importing = await lockImport(tx, input.importId)

    const state = stateAfterFailure(importing.state)

    if (state === null) return
    const isEnded = state === 'failed'
    await changeImport(tx, input.importId, {
      state,
      failure: importing.state,
      cancel_asked_at: null,
      ...(isEnded ? { finished_at: now } : {}),
    })
  })
}
