import { type ChunkDone, eachPiece, type ReadyPiece } from '#server/db/each-piece.ts'
import { ensureFactPartitions } from '#server/db/fact-partitions.ts'
import type { FactTx } from '#server/db/fact-transaction.ts'
import { addFactCounts, addLineCounts, changeImport, type ImportRecord } from '#server/db/import.ts'
import {
  findVerdicts,
  forgetVerdicts,
  type LineVerdict,
  saveVerdicts,
} from '#server/db/import-line.ts'
import { notePieceRecorded } from '#server/db/import-piece.ts'
import { ingestLines } from '#server/db/ingest-lines.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { assert } from '#server/domain/errors.ts'
import { datesOf } from '#server/domain/fact/batch.ts'
import type { WorkOnPieces } from '#server/domain/import/input.ts'
import { countOutcomes, type LineResult } from '#server/domain/import/line-outcome.ts'
import type { PreparedLine } from '#server/domain/import/prepare-line.ts'

/**
 * Records the next pieces of a file: the lines that its trial let through, or all where there was none. Facts, verdicts and the place
 * reached are one transaction a piece: a crash or a cancel leaves whole pieces, and repeating it goes on where it stopped.
 */
export async function runImportChunk(
  actor: Actor,
  input: WorkOnPieces,
  now: Date,
): Promise<ChunkDone> {
  authorize(actor, 'import.run')
  const startedAt = performance.now()
  // Each piece has an instant of its own, by which its facts are found again.
  const instant = () => new Date(now.getTime() + Math.ceil(performance.now() - startedAt))
  return eachPiece(
    actor,
    input.importId,
    {
      state: 'running',
      prepare: (lines) => ensureFactPartitions(actor, instantsOf(lines)),
      work: (tx, importing, piece) => record(tx, importing, piece, instant()),
      end: (tx, importing, how) =>
        changeImport(tx, importing.id, { state: how, cancel_asked_at: null, finished_at: now }),
    },
    input.mostPieces,
  )
}

function instantsOf(lines: readonly PreparedLine[]): Date[] {
  return datesOf(lines.flatMap(({ items }) => items.map(({ item }) => item)))
}

async function record(
  tx: FactTx,
  importing: ImportRecord,
  piece: ReadyPiece,
  now: Date,
): Promise<void> {
  const { id: importId, mapping, apply_changes: applyChanges } = importing
  assert(mapping, 'a running import has a mapping')
  const lines = await dueLines(tx, importing, piece)
  const given = {
    lines,
    mapping,
    importId,
    rowCount: importing.row_count,
    applyChanges,
    dryRun: false,
  }
  const { results, factCounts } = await ingestLines(tx, given, now)
  const verdicts = verdictsOf(lines, results)
  await saveVerdicts(tx, importId, verdicts.kept)
  await addLineCounts(tx, importId, countOutcomes(verdicts.outcomes))
  await addFactCounts(tx, importId, factCounts)
  await notePieceRecorded(tx, importId, { pieceNo: piece.pieceNo, recordedAt: now })
}

/** Without those that the trial kept for a person. Lines that change what is known are looked at again where changes apply. */
async function dueLines(
  tx: FactTx,
  importing: ImportRecord,
  { lines, firstRowNo, lastRowNo }: ReadyPiece,
): Promise<PreparedLine[]> {
  const range = { from: firstRowNo, through: lastRowNo }
  if (importing.is_direct || importing.apply_changes) {
    const outcomes = importing.is_direct ? undefined : (['changed'] as const)
    await forgetVerdicts(tx, importing.id, { ...range, ...(outcomes ? { outcomes } : {}) })
  }
  const kept = await findVerdicts(tx, importing.id, range)
  return kept.size === 0 ? lines : lines.filter(({ rowNo }) => !kept.has(rowNo))
}

/** Only what a person must still look at is kept; the rest is told by its facts. */
function verdictsOf(lines: readonly PreparedLine[], results: readonly LineResult[]) {
  const kept: LineVerdict[] = []
  const outcomes = lines.map(({ rowNo, cells, problems: own }, index) => {
    const result = results[index] ?? { outcome: 'same', problems: [] }
    const outcome = own.length > 0 ? 'error' : result.outcome
    const problems = own.length > 0 ? own : result.problems
    if (outcome !== 'new' && outcome !== 'same') kept.push({ rowNo, cells, outcome, problems })
    return outcome
  })
  return { kept, outcomes }
}
