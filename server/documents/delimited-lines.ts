import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { invalid } from '#server/domain/errors.ts'
import {
  cleanHeaders,
  type Delimiter,
  detectDelimiter,
  type Encoding,
} from '#server/domain/import/text-format.ts'

export type DelimitedFile = {
  delimiter: Delimiter
  headers: string[]
  /** The data lines in batches, in order; lines without any text are left out. */
  batches: AsyncIterable<string[][]>
}

const SAMPLE_CHARACTERS = 65_536
const BATCH_LINES = 2000
const LONGEST_LINE = 1024 ** 2
const MOST_COLUMNS = 200

/**
 * Reads a delimited text as a stream: quoted line breaks stay in their cell, a stray quotation mark is a character like others.
 *
 * @param delimiter  null to find it in the first lines
 * @throws ProblemError invalid, with the line: file.no-rows, file.too-many-columns, file.line-too-long, file.quote-unclosed
 */
export async function delimitedLines(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  delimiter: Delimiter | null,
): Promise<DelimitedFile> {
  const text = decoded(bytes, encoding)[Symbol.asyncIterator]()
  let head = ''
  let isEnd = false
  while (!isEnd && head.length < SAMPLE_CHARACTERS) {
    const next = await text.next()
    if (next.done) isEnd = true
    else head += next.value
  }
  const found = delimiter ?? detectDelimiter(head.slice(0, SAMPLE_CHARACTERS))
  const records = Readable.from(joined(head, text), { objectMode: false }).pipe(
    parse({
      bom: true,
      delimiter: found,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_LINE,
    }),
  )
  const lines = filled(records)[Symbol.asyncIterator]()
  const first = await lines.next()
  if (first.done) throw invalid([{ field: 'file', code: 'file.empty' }])
  if (first.value.length > MOST_COLUMNS)
    throw invalid([
      { field: 'file', code: 'file.too-many-columns', values: { most: MOST_COLUMNS } },
    ])
  return { delimiter: found, headers: cleanHeaders(first.value), batches: batched(lines) }
}

async function* decoded(bytes: AsyncIterable<Uint8Array>, encoding: Encoding) {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

async function* joined(head: string, rest: AsyncIterator<string>) {
  yield head
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

async function* filled(records: AsyncIterable<string[]>): AsyncGenerator<string[]> {
  try {
    for await (const cells of records)
      if (cells.some((cell) => cell.trim() !== '')) yield cells.map(storable)
  } catch (error) {
    throw problemOf(error) ?? error
  }
}

/** Postgres stores no zero character, and a broken file is the only place where one stands. */
function storable(cell: string): string {
  return cell.includes('\0') ? cell.replaceAll('\0', '\uFFFD') : cell
}

async function* batched(lines: AsyncIterator<string[]>): AsyncGenerator<string[][]> {
  let batch: string[][] = []
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    batch.push(next.value)
    if (batch.length < BATCH_LINES) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function problemOf(error: unknown): Error | null {
  if (!(error instanceof CsvError)) return null
  const line = typeof error.lines === 'number' ? error.lines : 0
  switch (error.code) {
    case 'CSV_MAX_RECORD_SIZE':
      return invalid([{ field: 'file', code: 'file.line-too-long', values: { line } }])
    case 'CSV_QUOTE_NOT_CLOSED':
      return invalid([{ field: 'file', code: 'file.quote-unclosed', values: { line } }])
    default:
      return null
  }
}
