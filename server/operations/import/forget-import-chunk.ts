import { changeImport, lockImport } from '#server/db/import.ts'
import { forgetLines } from '#server/db/import-line.ts'
import { forgetPieces } from '#server/db/import-piece.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { isAtWork } from '#server/domain/import/import-state.ts'
import type { ImportId } from '#server/domain/import/input.ts'

const CHUNK_LINES = 20_000
const CHUNK_PIECES = 200

/** Empties staging of an import, some lines at a time. One that never ran is over with it. */
export async function forgetImportChunk(
  actor: Actor,
  input: ImportId,
  now: Date,
): Promise<{ isDone: boolean }> {
  authorize(actor, 'import.run')
  return transaction(actor, async (tx) => {
    const importing = await lockImport(tx, input.importId)
    if (isAtWork(importing.state)) return { isDone: true }

    const lines = await forgetLines(tx, input.importId, CHUNK_LINES)
    const pieces = await forgetPieces(tx, input.importId, CHUNK_PIECES)
    const isDone = lines < CHUNK_LINES && pieces < CHUNK_PIECES

    const neverRan = importing.state === 'staged' || importing.state === 'checked'
    if (isDone && neverRan)
      await changeImport(tx, input.importId, { state: 'taken-back', taken_back_at: now })
    return { isDone }
  })
}
