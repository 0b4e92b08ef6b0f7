import { type FactTx, factTransaction } from '#server/db/fact-transaction.ts'
import { changeImport, lockImport } from '#server/db/import.ts'
import { forgetLines } from '#server/db/import-line.ts'
import { forgetPieces } from '#server/db/import-piece.ts'
import { takeBackFacts } from '#server/db/take-back.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { ImportId } from '#server/domain/import/input.ts'

const CHUNK_FACTS = 5000
const CHUNK_LINES = 20_000
const CHUNK_PIECES = 200
const CHUNK_MS = 120_000

/** Removes the next facts of an import, with negative deltas; what something else depends on by now stays and is counted. */
export async function takeBackImportChunk(
  actor: Actor,
  input: ImportId,
  now: Date,
): Promise<{ isDone: boolean; removed: number; kept: number }> {
  authorize(actor, 'import.run')
  const work = async (tx: FactTx) => {
    const importing = await lockImport(tx, input.importId)
    if (importing.state !== 'taking-back') return { isDone: true, removed: 0, kept: 0 }

    const { removed, kept, isDone } = await takeBackFacts(tx, input.importId, CHUNK_FACTS)
    const lines = isDone ? await forgetLines(tx, input.importId, CHUNK_LINES) : 0
    const pieces = isDone ? await forgetPieces(tx, input.importId, CHUNK_PIECES) : 0
    const isOver = isDone && lines + pieces === 0

    const progress = { progress_count: importing.progress_count + removed, kept_count: kept }
    await changeImport(
      tx,
      input.importId,
      isOver ? { ...progress, state: 'taken-back', taken_back_at: now } : progress,
    )
    return { isDone: isOver, removed, kept }
  }
  return factTransaction(actor, work, { timeoutMs: CHUNK_MS })
}
