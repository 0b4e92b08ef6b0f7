import { StringDecoder } from 'node:string_decoder'
import { type FieldProblem, invalid } from '#server/domain/errors.ts'
import { type CutProblem, pieceCutter, type TextPiece } from '#server/domain/import/piece-cutter.ts'
import { cellsOf, isBlankRecord } from '#server/domain/import/record-cells.ts'
import { recordEnd } from '#server/domain/import/record-end.ts'
import {
  cleanHeaders,
  type Delimiter,
  detectDelimiter,
  type Encoding,
  hasBareReturns,
} from '#server/domain/import/text-format.ts'

export type DelimitedFile = {
  delimiter: Delimiter
  headers: string[]
  /** The data lines in pieces, in order, as they are written. */
  pieces: AsyncIterable<TextPiece>
}

export type ReadDelimited = {
  encoding: Encoding
  /** Null to find it in the first lines. */
  delimiter: Delimiter | null
  mostRecords: number
}

const SAMPLE_CHARACTERS = 65_536
/** A record that is not whole yet is looked at again with each part: small ones are put together first. */
const CUT_CHARACTERS = 262_144
const LONGEST_LINE = 1024 ** 2
const MOST_COLUMNS = 200

/**
 * Reads a delimited text as a stream: its headers, then its lines in pieces. Quoted line breaks stay in their cell, a stray
 * quotation mark is a character like others.
 *
 * @throws ProblemError invalid, with the line: file.empty, file.too-many-columns, file.line-too-long, file.quote-unclosed
 */
export async function delimitedPieces(
  bytes: AsyncIterable<Uint8Array>,
  by: ReadDelimited,
): Promise<DelimitedFile> {
  const text = decoded(bytes, by.encoding)[Symbol.asyncIterator]()
  let head = ''
  let isWhole = false
  const readOn = async () => {
    const next = await text.next()
    if (next.done) isWhole = true
    else head += next.value
  }
  while (!isWhole && head.length < SAMPLE_CHARACTERS) await readOn()
  // Line feeds end lines; old files that write returns alone are read as if they wrote them.
  const isBare = hasBareReturns(head.slice(0, SAMPLE_CHARACTERS))
  const fed = (part: string) => (isBare ? part.replaceAll('\r', '\n') : part)
  const delimiter = by.delimiter ?? detectDelimiter(fed(head.slice(0, SAMPLE_CHARACTERS)))
  while (!isWhole && head.length < LONGEST_LINE && !headerOf(fed(head), delimiter, false))
    await readOn()
  const header = headerOf(fed(head), delimiter, isWhole)
  if (!header) throw fileProblem(isWhole ? 'file.empty' : 'file.line-too-long', { line: 1 })
  if (header === 'unclosed') throw fileProblem('file.quote-unclosed', { line: 1 })
  if (header.cells.length > MOST_COLUMNS)
    throw fileProblem('file.too-many-columns', { most: MOST_COLUMNS })
  const cutter = pieceCutter(delimiter, by.mostRecords, header.lines + 1)
  const parts = joined(fed(head).slice(header.next), text, fed)
  return { delimiter, headers: cleanHeaders(header.cells), pieces: cutInto(parts, cutter.cut) }
}

type Header = { cells: string[]; next: number; lines: number }

/** The first record with any text; null where the head does not hold all of it. */
function headerOf(head: string, delimiter: string, isWhole: boolean): Header | 'unclosed' | null {
  for (let from = 0; from < head.length; ) {
    const found = recordEnd(head, from, delimiter, isWhole)
    if (found === 'unclosed' || !found) return found
    const record = head.slice(from, found.end)
    if (!isBlankRecord(record, delimiter))
      return {
        cells: cellsOf(record, delimiter).map(storable),
        next: found.next,
        lines: head.slice(0, found.next).split('\n').length - 1,
      }
    from = found.next
  }
  return null
}

async function* decoded(bytes: AsyncIterable<Uint8Array>, encoding: Encoding) {
  const decoder = encoding === 'utf-8' ? utf8Decoder() : new TextDecoder(encoding)
  let isFirst = true
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true })
    if (text === '') continue
    yield storable(isFirst ? text.replace(/^\uFEFF/, '') : text)
    isFirst = false
  }
  yield decoder.decode()
}

/** Node's own decoder reads a stream of UTF-8 several times as fast. */
function utf8Decoder(): Pick<TextDecoder, 'decode'> {
  const decoder = new StringDecoder('utf8')
  return {
    decode: (chunk) =>
      chunk instanceof Uint8Array ? decoder.write(Buffer.from(chunk)) : decoder.end(),
  }
}

/** Postgres stores no zero character, and a broken file is the only place where one stands. */
function storable(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text
}

async function* joined(
  head: string,
  rest: AsyncIterator<string>,
  fed: (part: string) => string,
): AsyncGenerator<string> {
  yield head
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield fed(next.value)
}

async function* cutInto(
  parts: AsyncIterable<string>,
  cut: ReturnType<typeof pieceCutter>['cut'],
): AsyncGenerator<TextPiece> {
  let waiting = ''
  for await (const part of parts) {
    waiting += part
    if (waiting.length < CUT_CHARACTERS) continue
    yield* piecesOf(cut(waiting, false))
    waiting = ''
  }
  yield* piecesOf(cut(waiting, false))
  yield* piecesOf(cut('', true))
}

function piecesOf(found: { pieces: TextPiece[]; problem: CutProblem | null }): TextPiece[] {
  if (found.problem) throw fileProblem(found.problem.code, { line: found.problem.line })
  return found.pieces
}

function fileProblem(code: string, values: NonNullable<FieldProblem['values']>): Error {
  return invalid([
    code === 'file.empty' ? { field: 'file', code } : { field: 'file', code, values },
  ])
}
