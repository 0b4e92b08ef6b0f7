import { ensureFactPartitions } from '#server/db/fact-partitions.ts'
import {
  addFactCounts,
  addLineCounts,
  changeImport,
  getImport,
  type ImportRecord,
  lockImport,
} from '#server/db/import.ts'
import { findStagedLines, forgetSettledLines, saveVerdicts } from '#server/db/import-line.ts'
import { ingestLines } from '#server/db/ingest-lines.ts'
import { type Tx, transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { assert } from '#server/domain/errors.ts'
import type { ImportId } from '#server/domain/import/input.ts'
import { countOutcomes, type LineResult } from '#server/domain/import/line-outcome.ts'
import { type Line, lineReader, type ReadLine } from '#server/domain/import/read-line.ts'

const CHUNK_LINES = 2000
const CHUNK_MS = 120_000

export type ChunkDone = { isDone: boolean; progressCount: number; rowCount: number }

type Chunk = { importing: ImportRecord; lines: Line[]; read: ReadLine[] }

/**
 * Records the next lines that the check let through. Facts, verdicts and the place reached are one transaction: a crash or a cancel
 * leaves whole chunks, and repeating it goes on where it stopped.
 */
export async function runImportChunk(actor: Actor, input: ImportId, now: Date): Promise<ChunkDone> {
  authorize(actor, 'import.run')
  const chunk = await transaction(actor, (tx) => readChunk(tx, input.importId))
  await ensureFactPartitions(actor, instantsOf(chunk.read))
  return transaction(actor, (tx) => record(tx, chunk, now), { timeoutMs: CHUNK_MS })
}

async function readChunk(tx: Tx, importId: string): Promise<Chunk> {
  const importing = await getImport(tx, importId)
  const { mapping, headers, currency } = importing
  if (importing.state !== 'running' || !mapping) return { importing, lines: [], read: [] }
  const lines = await findStagedLines(tx, importId, {
    afterRowNo: importing.progress_count,
    limit: CHUNK_LINES,
    outcomes: importing.apply_changes ? ['new', 'changed'] : ['new'],
  })
  return { importing, lines, read: lines.map(lineReader(mapping, headers, currency)) }
}

function instantsOf(read: readonly ReadLine[]): Date[] {
  return read.flatMap((line) =>
    line.facts.flatMap((fact) =>
      Object.values(fact.values).filter((value) => value instanceof Date),
    ),
  )
}

async function record(tx: Tx, chunk: Chunk, now: Date): Promise<ChunkDone> {
  const importing = await lockImport(tx, chunk.importing.id)
  const { progress_count: before, row_count: rowCount } = importing
  if (importing.state !== 'running') return { isDone: true, progressCount: before, rowCount }
  if (importing.cancel_asked_at) return end(tx, importing, 'cancelled', now)
  // Another worker took this chunk in the meantime.
  if (before !== chunk.importing.progress_count)
    return { isDone: false, progressCount: before, rowCount }

  const progressCount = chunk.lines.at(-1)?.rowNo ?? rowCount
  await recordLines(tx, importing, chunk, now)
  const isLast = chunk.lines.length < CHUNK_LINES
  const throughRowNo = isLast ? rowCount : progressCount
  await forgetSettledLines(tx, importing.id, { afterRowNo: before, throughRowNo })
  await changeImport(tx, importing.id, { progress_count: throughRowNo })
  if (isLast) return end(tx, { ...importing, progress_count: rowCount }, 'done', now)
  return { isDone: false, progressCount, rowCount }
}

async function recordLines(
  tx: Tx,
  importing: ImportRecord,
  chunk: Chunk,
  now: Date,
): Promise<void> {
  if (chunk.lines.length === 0) return
  assert(importing.mapping, 'a running import has a mapping')
  const { results, factCounts } = await ingestLines(
    tx,
    {
      lines: chunk.read.map((line) => line.facts),
      mapping: importing.mapping,
      importId: importing.id,
      applyChanges: importing.apply_changes,
      dryRun: false,
    },
    now,
  )
  await keepVerdicts(tx, importing, chunk.lines, results)
  const outcomes = results.map((result) => result.outcome)
  await addLineCounts(tx, importing.id, countOutcomes(outcomes))
  await addFactCounts(tx, importing.id, factCounts)
}

/** Only what a person must still look at is written; the rest is forgotten in a moment. */
async function keepVerdicts(
  tx: Tx,
  importing: ImportRecord,
  lines: readonly Line[],
  results: readonly LineResult[],
): Promise<void> {
  const kept = lines.flatMap(({ rowNo }, index) => {
    const result = results[index]
    if (!result || result.outcome === 'new' || result.outcome === 'same') return []
    return [{ rowNo, outcome: result.outcome, problems: result.problems, factDigest: null }]
  })
  if (kept.length > 0) await saveVerdicts(tx, importing.id, kept)
}

async function end(
  tx: Tx,
  importing: ImportRecord,
  state: 'done' | 'cancelled',
  now: Date,
): Promise<ChunkDone> {
  await changeImport(tx, importing.id, { state, cancel_asked_at: null, finished_at: now })
  const { progress_count: progressCount, row_count: rowCount } = importing
  return { isDone: true, progressCount, rowCount }
}
