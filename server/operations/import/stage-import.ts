import { randomUUID } from 'node:crypto'
import { changeImport, insertImport, stageLines } from '#server/db/import.ts'
import { type Tx, transaction } from '#server/db/transaction.ts'
import { type DelimitedFile, delimitedLines } from '#server/documents/delimited-lines.ts'
import { type SpooledUpload, spoolUpload } from '#server/documents/spool-upload.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { invalid } from '#server/domain/errors.ts'
import { safeFileName } from '#server/domain/import/safe-file-name.ts'
import type { Delimiter, Encoding } from '#server/domain/import/text-format.ts'

export type StageImport = {
  fileName: string
  body: AsyncIterable<Uint8Array>
  /** What a profile knows of the file; what it leaves open is found in the file. */
  encoding?: Encoding
  delimiter?: Delimiter
  onProgress?: (rowCount: number) => void
}

const STAGING_MS = 2 * 3_600_000

/**
 * Takes a file into staging as a stream: memory does not grow with it. One transaction holds all of its lines, so an upload that
 * ends half-way leaves nothing.
 */
export async function stageImport(
  actor: Actor,
  input: StageImport,
  now: Date,
): Promise<{ importId: string; rowCount: number }> {
  authorize(actor, 'import.run')
  return spoolUpload(input.body, async (file) => {
    const encoding = input.encoding ?? file.encoding
    const lines = await delimitedLines(file.read(), encoding, input.delimiter ?? null)
    const work = (tx: Tx) => stage(tx, actor, { ...input, encoding }, { file, lines }, now)
    return transaction(actor, work, { timeoutMs: STAGING_MS })
  })
}

async function stage(
  tx: Tx,
  actor: Actor,
  input: StageImport & { encoding: Encoding },
  from: { file: SpooledUpload; lines: DelimitedFile },
  now: Date,
): Promise<{ importId: string; rowCount: number }> {
  const importId = randomUUID()
  await insertImport(tx, {
    id: importId,
    fileName: safeFileName(input.fileName),
    sha256: from.file.sha256,
    encoding: input.encoding,
    delimiter: from.lines.delimiter,
    headers: from.lines.headers,
    createdBy: actor.kind === 'member' ? actor.userId : null,
    now,
  })
  let rowCount = 0
  for await (const batch of from.lines.batches) {
    await stageLines(tx, importId, rowCount + 1, batch)
    rowCount += batch.length
    input.onProgress?.(rowCount)
  }
  if (rowCount === 0) throw invalid([{ field: 'file', code: 'file.no-rows' }])
  await changeImport(tx, importId, { row_count: rowCount })
  return { importId, rowCount }
}
