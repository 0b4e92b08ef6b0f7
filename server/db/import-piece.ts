import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import { z } from 'zod'
import type { TextPiece } from '../domain/import/piece-cutter.ts'
import type { Line } from '../domain/import/read-line.ts'
import { recordsOf } from '../domain/import/record-cells.ts'
import type { FactTx } from './fact-transaction.ts'

/** Some thousand lines of a staged file, as they are written. */
export type StagedPiece = { pieceNo: number; firstRowNo: number; rowCount: number; text: string }

const deflated = promisify(deflateRaw)
const inflated = promisify(inflateRaw)

/** What a piece becomes on its way into staging; the quickest level halves it, and better ones take longer than recording. */
export async function packed(piece: TextPiece): Promise<{ body: Buffer; rowCount: number }> {
  return { body: await deflated(piece.text, { level: 1 }), rowCount: piece.recordCount }
}

/** Puts a piece into staging, behind those before it. */
export async function insertPiece(
  tx: FactTx,
  importId: string,
  piece: { pieceNo: number; firstRowNo: number; rowCount: number; body: Buffer },
): Promise<void> {
  await tx.execute(
    `INSERT INTO import_pieces (import_id, piece_no, organization_id, first_row_no, row_count, body)
     VALUES ($1::uuid, $2::int, $3::uuid, $4::int, $5::int, $6::bytea)`,
    [importId, piece.pieceNo, tx.organizationId, piece.firstRowNo, piece.rowCount, piece.body],
  )
}

const PieceRow = z.object({
  piece_no: z.number(),
  first_row_no: z.number(),
  row_count: z.number(),
  body: z.instanceof(Uint8Array),
})

type Rows = Pick<FactTx, 'rows'>

/** The first piece that goes on after a row; null after the last. */
export async function findPiece(
  db: Rows,
  importId: string,
  afterRowNo: number,
): Promise<StagedPiece | null> {
  const [row] = await db.rows(
    PieceRow,
    `SELECT piece_no, first_row_no, row_count, body FROM import_pieces
     WHERE import_id = $1::uuid AND first_row_no > $2::int AND body IS NOT NULL ORDER BY piece_no LIMIT 1`,
    [importId, afterRowNo],
  )
  if (!row) return null
  const text = (await inflated(row.body)).toString('utf8')
  return { pieceNo: row.piece_no, firstRowNo: row.first_row_no, rowCount: row.row_count, text }
}

/** The lines of a piece; `isDigested` where the mapping asks for what a whole line says. */
export function linesOf(
  piece: StagedPiece,
  by: { delimiter: string; isDigested: boolean; limit?: number },
): Line[] {
  return recordsOf(piece.text, by.delimiter, by.limit).map((cells, index) => ({
    rowNo: piece.firstRowNo + index,
    cells,
    digest: by.isDigested ? digestOf(cells) : '',
  }))
}

/** 22 characters that are the same for equal texts and, but for chance, for no others. */
function digestOf(texts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(`${text.length}:`).update(text)
  return hash.digest().subarray(0, 16).toString('base64url')
}

/** Keeps what the trial read from each line of a piece, as digests (see `settleRepeatedLines`). */
export async function savePieceDigests(
  tx: FactTx,
  importId: string,
  pieceNo: number,
  digests: { facts: BigInt64Array; contents: BigInt64Array },
): Promise<void> {
  await tx.execute(
    `UPDATE import_pieces SET fact_digests = $3::bigint[], content_digests = $4::bigint[]
     WHERE import_id = $1::uuid AND piece_no = $2::int`,
    [importId, pieceNo, `{${digests.facts.join(',')}}`, `{${digests.contents.join(',')}}`],
  )
}

/**
 * Empties staging of a piece whose lines are facts now, or among those that need a person. A note of the instant that its facts
 * carry stays.
 */
export async function notePieceRecorded(
  tx: FactTx,
  importId: string,
  piece: { pieceNo: number; recordedAt: Date },
): Promise<void> {
  await tx.execute(
    `UPDATE import_pieces SET body = NULL, fact_digests = NULL, content_digests = NULL, recorded_at = $3::timestamptz
     WHERE import_id = $1::uuid AND piece_no = $2::int`,
    [importId, piece.pieceNo, piece.recordedAt],
  )
}

const Note = z.object({ recorded_at: z.date() })

/** The instant that facts of the last recorded piece carry, taken out of the notes; null where there is none any more. */
export async function takeLastNote(tx: FactTx, importId: string): Promise<Date | null> {
  const [note] = await tx.rows(
    Note,
    `DELETE FROM import_pieces WHERE import_id = $1::uuid AND piece_no = (
       SELECT max(piece_no) FROM import_pieces WHERE import_id = $1::uuid AND recorded_at IS NOT NULL)
     RETURNING recorded_at`,
    [importId],
  )
  return note?.recorded_at ?? null
}

/** Empties staging of a whole import, some pieces at a time; how many it removed. */
export function forgetPieces(tx: FactTx, importId: string, limit: number): Promise<number> {
  return tx.execute(
    `DELETE FROM import_pieces WHERE import_id = $1::uuid AND piece_no IN (
       SELECT piece_no FROM import_pieces WHERE import_id = $1::uuid ORDER BY piece_no LIMIT $2)`,
    [importId, limit],
  )
}
