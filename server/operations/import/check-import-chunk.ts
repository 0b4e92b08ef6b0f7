import {
  addLineCounts,
  changeImport,
  countStaged,
  type ImportRecord,
  lockImport,
  setLineCounts,
} from '#server/db/import.ts'
import {
  digestOf,
  findStagedLines,
  type LineVerdict,
  saveVerdicts,
  settleRepeatedLines,
} from '#server/db/import-line.ts'
import { ingestLines } from '#server/db/ingest-lines.ts'
import { type Tx, transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { assert } from '#server/domain/errors.ts'
import type { ImportId } from '#server/domain/import/input.ts'
import { countOutcomes } from '#server/domain/import/line-outcome.ts'
import { type Line, type LineFact, lineReader } from '#server/domain/import/read-line.ts'

const CHUNK_LINES = 2000
const CHUNK_MS = 120_000

export type ChunkDone = { isDone: boolean; progressCount: number; rowCount: number }

/** Judges the next lines of a file as recording them would, and records nothing. Repeating it goes on where it stopped. */
export async function checkImportChunk(
  actor: Actor,
  input: ImportId,
  now: Date,
): Promise<ChunkDone> {
  authorize(actor, 'import.run')
  const work = async (tx: Tx) => {
    const importing = await lockImport(tx, input.importId)
    const { progress_count: afterRowNo, row_count: rowCount } = importing
    if (importing.state !== 'checking') return { isDone: true, progressCount: afterRowNo, rowCount }
    if (importing.cancel_asked_at) return stop(tx, importing)

    const lines = await findStagedLines(tx, input.importId, { afterRowNo, limit: CHUNK_LINES })
    const verdicts = await judge(tx, importing, lines, now)

    const progressCount = lines.at(-1)?.rowNo ?? rowCount
    await saveVerdicts(tx, input.importId, verdicts)
    const counts = countOutcomes(verdicts.map((verdict) => verdict.outcome))
    await addLineCounts(tx, input.importId, counts)
    await changeImport(tx, input.importId, { progress_count: progressCount })
    if (progressCount >= rowCount) await finish(tx, input.importId)
    return { isDone: progressCount >= rowCount, progressCount, rowCount }
  }
  return transaction(actor, work, { timeoutMs: CHUNK_MS })
}

async function judge(
  tx: Tx,
  importing: ImportRecord,
  lines: readonly Line[],
  now: Date,
): Promise<LineVerdict[]> {
  const { mapping, headers, currency } = importing
  assert(mapping, 'a checked import has a mapping')
  const read = lines.map(lineReader(mapping, headers, currency))
  const { results } = await ingestLines(
    tx,
    {
      lines: read.map((line) => line.facts),
      mapping,
      importId: importing.id,
      applyChanges: false,
      dryRun: true,
    },
    now,
  )
  return lines.map((line, index) => {
    const { facts = [], problems = [] } = read[index] ?? {}
    const result = results[index]
    const factDigest = digestOfFacts(facts)
    if (problems.length > 0) return { rowNo: line.rowNo, outcome: 'error', problems, factDigest }
    const { outcome = 'same', problems: found = [] } = result ?? {}
    return { rowNo: line.rowNo, outcome, problems: found, factDigest }
  })
}

/** Customers count only where the line is about them: many lines may name one. */
function digestOfFacts(facts: readonly LineFact[]): string | null {
  const others = facts.filter((fact) => fact.noun !== 'customers')
  const told = others.length > 0 ? others : facts
  if (told.length === 0) return null
  return digestOf(told.flatMap((fact) => [fact.noun, String(fact.values.externalId)]))
}

async function stop(tx: Tx, importing: ImportRecord): Promise<ChunkDone> {
  await setLineCounts(tx, importing.id, countOutcomes([]))
  await changeImport(tx, importing.id, {
    state: 'staged',
    progress_count: 0,
    cancel_asked_at: null,
  })
  return { isDone: true, progressCount: 0, rowCount: importing.row_count }
}

async function finish(tx: Tx, importId: string): Promise<void> {
  await settleRepeatedLines(tx, importId)
  await setLineCounts(tx, importId, await countStaged(tx, importId))
  await changeImport(tx, importId, { state: 'checked' })
}
