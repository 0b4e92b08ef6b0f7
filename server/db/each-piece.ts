import { setImmediate } from 'node:timers/promises'
import type { Actor } from '../domain/actor.ts'
import { assert } from '../domain/errors.ts'
import { linePreparer, type PreparedLine } from '../domain/import/prepare-line.ts'
import { type Line, readsContent } from '../domain/import/read-line.ts'
import { type FactTx, factTransaction } from './fact-transaction.ts'
import { changeImport, getImport, type ImportRecord, lockImport } from './import.ts'
import { findPiece, linesOf } from './import-piece.ts'

/** A piece of a staged file whose lines are read, and stand ready to be judged or recorded. */
export type ReadyPiece = {
  pieceNo: number
  firstRowNo: number
  lastRowNo: number
  lines: PreparedLine[]
}

export type PieceStep = {
  /** The import's state while this step is at work. */
  state: 'checking' | 'running'
  /** What must be there before the piece's transaction begins. */
  prepare?: (lines: readonly PreparedLine[]) => Promise<void>
  work: (tx: FactTx, importing: ImportRecord, piece: ReadyPiece) => Promise<void>
  end: (tx: FactTx, importing: ImportRecord, how: 'done' | 'cancelled') => Promise<void>
}

export type ChunkDone = { isDone: boolean; progressCount: number; rowCount: number }

const TURN_LINES = 250
const PIECE_MS = 300_000
/** Then the caller is told how far it is. */
const CHUNK_MS = 10_000

/**
 * Goes on with a file piece by piece, each in one transaction under the import's lock: a crash or a cancel leaves whole pieces.
 * While one piece is in the database, the next one is read here.
 *
 * @param mostPieces  after which it stops and tells how far it is, as it does after ten seconds
 */
export async function eachPiece(
  actor: Actor,
  importId: string,
  step: PieceStep,
  mostPieces = Number.POSITIVE_INFINITY,
): Promise<ChunkDone> {
  const startedAt = performance.now()
  const read = pieceReader(actor, importId, step)
  let next = read(null)
  for (let count = 1; ; count += 1) {
    const { importing, piece } = await next
    const isLast = !piece || piece.lastRowNo >= importing.row_count
    const isEnough = count >= mostPieces || performance.now() - startedAt > CHUNK_MS
    const following = isLast || isEnough ? null : read(piece.lastRowNo)
    // Whether it could be read is asked below; if this piece fails first, nobody asks.
    following?.catch(() => undefined)
    const work = (tx: FactTx) => takePiece(tx, importId, step, { piece, isLast })
    const taken = await factTransaction(actor, work, { timeoutMs: PIECE_MS })
    if (!following || taken.isDone || taken.isTakenByOther) {
      await following?.catch(() => undefined)
      const { isDone, progressCount, rowCount } = taken
      return { isDone, progressCount, rowCount }
    }
    next = following
  }
}

type Ahead = { importing: ImportRecord; piece: ReadyPiece | null }

function pieceReader(actor: Actor, importId: string, step: PieceStep) {
  let prepare: ReturnType<typeof linePreparer> | undefined
  return async (afterRowNo: number | null): Promise<Ahead> => {
    const { importing, staged } = await factTransaction(actor, async (tx) => {
      const found = await getImport(tx, importId)
      const after = afterRowNo ?? found.progress_count
      const isOurs = found.state === step.state
      return { importing: found, staged: isOurs ? await findPiece(tx, importId, after) : null }
    })
    if (!staged) return { importing, piece: null }
    const { mapping, headers, currency, delimiter } = importing
    assert(mapping, 'an import at work has a mapping')
    prepare ??= linePreparer(mapping, headers, currency)
    const read = linesOf(staged, { delimiter, isDigested: readsContent(mapping) })
    const lines = await preparedInTurns(read, prepare)
    await step.prepare?.(lines)
    const { pieceNo, firstRowNo, rowCount } = staged
    return {
      importing,
      piece: { pieceNo, firstRowNo, lastRowNo: firstRowNo + rowCount - 1, lines },
    }
  }
}

/** In short turns: the piece before is on its way through the database, and each of its statements waits for this thread. */
async function preparedInTurns(
  read: readonly Line[],
  prepare: (line: Line) => PreparedLine,
): Promise<PreparedLine[]> {
  const lines: PreparedLine[] = []
  for (const line of read) {
    lines.push(prepare(line))
    if (lines.length % TURN_LINES === 0) await setImmediate()
  }
  return lines
}

async function takePiece(
  tx: FactTx,
  importId: string,
  step: PieceStep,
  { piece, isLast }: { piece: ReadyPiece | null; isLast: boolean },
): Promise<ChunkDone & { isTakenByOther?: boolean }> {
  const importing = await lockImport(tx, importId)
  const { progress_count: before, row_count: rowCount } = importing
  if (importing.state !== step.state) return { isDone: true, progressCount: before, rowCount }
  if (importing.cancel_asked_at) {
    await step.end(tx, importing, 'cancelled')
    return { isDone: true, progressCount: before, rowCount }
  }
  // Another worker took this piece in the meantime.
  if (piece ? before !== piece.firstRowNo - 1 : before < rowCount)
    return { isDone: false, isTakenByOther: true, progressCount: before, rowCount }
  if (piece) await step.work(tx, importing, piece)
  const progressCount = isLast ? rowCount : (piece?.lastRowNo ?? rowCount)
  await changeImport(tx, importId, { progress_count: progressCount })
  if (isLast) await step.end(tx, importing, 'done')
  return { isDone: isLast, progressCount, rowCount }
}
