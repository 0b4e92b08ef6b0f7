import { randomUUID } from 'node:crypto'
import { type FactTx, factTransaction } from '#server/db/fact-transaction.ts'
import { changeImport, insertImport } from '#server/db/import.ts'
import { insertPiece, packed } from '#server/db/import-piece.ts'
import { type DelimitedFile, delimitedPieces } from '#server/documents/delimited-pieces.ts'
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
  /** Lines of a piece, which is recorded in one transaction. */
  mostRecords?: number
  onProgress?: (rowCount: number) => void
}

const PIECE_RECORDS = 10_000

/**
 * Takes a file into staging as a stream, in pieces as they are written: memory does not grow with it. One transaction holds all of its lines, so an upload that
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
    const { delimiter = null, mostRecords = PIECE_RECORDS } = input
    const lines = await delimitedPieces(file.read(), { encoding, delimiter, mostRecords })
    const given = { ...input, encoding }
    return factTransaction(actor, (tx) => stage(tx, actor, given, { file, lines }, now))
  })
}

async function stage(
  tx: FactTx,
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
  let pieceNo = 0
  // A piece is deflated and sent while the next one is cut.
  let sending: Promise<void> = Promise.resolve()
  for await (const piece of from.lines.pieces) {
    await sending
    pieceNo += 1
    const place = { pieceNo, firstRowNo: rowCount + 1 }
    sending = packed(piece).then((body) => insertPiece(tx, importId, { ...place, ...body }))
    sending.catch(() => undefined)
    rowCount += piece.recordCount
    input.onProgress?.(rowCount)
  }
  await sending
  if (rowCount === 0) throw invalid([{ field: 'file', code: 'file.no-rows' }])
  await changeImport(tx, importId, { row_count: rowCount })
  return { importId, rowCount }
}
