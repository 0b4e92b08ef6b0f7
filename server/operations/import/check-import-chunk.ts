import { type ChunkDone, eachPiece, type ReadyPiece } from '#server/db/each-piece.ts'
import type { FactTx } from '#server/db/fact-transaction.ts'
import {
  addLineCounts,
  changeImport,
  type ImportRecord,
  setLineCounts,
  settleLineCounts,
} from '#server/db/import.ts'
import { forgetVerdicts, saveVerdicts } from '#server/db/import-line.ts'
import { savePieceDigests } from '#server/db/import-piece.ts'
import { countKeptLines, settleRepeatedLines } from '#server/db/import-repeat.ts'
import { ingestLines } from '#server/db/ingest-lines.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { assert } from '#server/domain/errors.ts'
import { lineDigests } from '#server/domain/import/fact-digest.ts'
import type { WorkOnPieces } from '#server/domain/import/input.ts'
import { countOutcomes, type LineResult } from '#server/domain/import/line-outcome.ts'

/** Judges the next pieces of a file as recording them would, and records nothing. Repeating it goes on where it stopped. */
export async function checkImportChunk(
  actor: Actor,
  input: WorkOnPieces,
  now: Date,
): Promise<ChunkDone> {
  authorize(actor, 'import.run')
  return eachPiece(
    actor,
    input.importId,
    {
      state: 'checking',
      work: (tx, importing, piece) => check(tx, importing, piece, now),
      end: (tx, importing, how) => (how === 'done' ? finish(tx, importing) : stop(tx, importing)),
    },
    input.mostPieces,
  )
}

async function check(
  tx: FactTx,
  importing: ImportRecord,
  { pieceNo, firstRowNo, lastRowNo, lines }: ReadyPiece,
  now: Date,
): Promise<void> {
  const { id: importId, mapping } = importing
  assert(mapping, 'a checked import has a mapping')
  const given = { lines, mapping, importId, applyChanges: false, dryRun: true }
  const judged = await ingestLines(tx, given, now)
  const results = lines.map(({ problems }, index): LineResult => {
    if (problems.length > 0) return { outcome: 'error', problems }
    return judged.results[index] ?? { outcome: 'same', problems: [] }
  })
  await forgetVerdicts(tx, importId, { from: firstRowNo, through: lastRowNo })
  const verdicts = lines.flatMap(({ rowNo, cells }, index) => {
    const { outcome = 'same', problems = [] } = results[index] ?? {}
    return outcome === 'new' || outcome === 'same' ? [] : [{ rowNo, cells, outcome, problems }]
  })
  await saveVerdicts(tx, importId, verdicts)
  await savePieceDigests(tx, importId, pieceNo, lineDigests(lines, results))
  await addLineCounts(tx, importId, countOutcomes(results.map(({ outcome }) => outcome)))
}

async function stop(tx: FactTx, importing: ImportRecord): Promise<void> {
  await setLineCounts(tx, importing.id, countOutcomes([]))
  await changeImport(tx, importing.id, {
    state: 'staged',
    progress_count: 0,
    cancel_asked_at: null,
  })
}

async function finish(tx: FactTx, { id: importId, delimiter }: ImportRecord): Promise<void> {
  const same = await settleRepeatedLines(tx, importId, delimiter)
  await settleLineCounts(tx, importId, { same, ...(await countKeptLines(tx, importId)) })
  await changeImport(tx, importId, { state: 'checked' })
}
