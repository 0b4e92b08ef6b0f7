import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ProblemError } from '#server/domain/errors.ts'
import { recordsOf } from '#server/domain/import/record-cells.ts'
import type { Delimiter, Encoding } from '#server/domain/import/text-format.ts'
import { delimitedPieces } from './delimited-pieces.ts'

async function* pieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(
  given: string | Uint8Array,
  options: { encoding?: Encoding; delimiter?: Delimiter; size?: number; mostRecords?: number } = {},
) {
  const bytes = typeof given === 'string' ? Buffer.from(given) : given
  const source = pieces(bytes, options.size ?? 7)
  const file = await delimitedPieces(source, {
    encoding: options.encoding ?? 'utf-8',
    delimiter: options.delimiter ?? null,
    mostRecords: options.mostRecords ?? 1000,
  })
  const lines: string[][] = []
  for await (const { text, recordCount } of file.pieces) {
    const records = recordsOf(text, file.delimiter)
    expect(records).toHaveLength(recordCount)
    lines.push(...records)
  }
  return { headers: file.headers, delimiter: file.delimiter, lines }
}

async function problemOf(given: string): Promise<unknown> {
  const error = await read(given).catch((caught: unknown) => caught)
  return error instanceof ProblemError ? error.problem : error
}

describe('delimitedPieces', () => {
  test('a quoted line break stays in its cell, and a doubled quotation mark is one', async () => {
    expect(await read('a,b\r\n"x\r\ny","say ""hi"""\r\n')).toEqual({
      headers: ['a', 'b'],
      delimiter: ',',
      lines: [['x\r\ny', 'say "hi"']],
    })
  })

  test('a byte order mark belongs to no header', async () => {
    expect((await read('\uFEFF"编号",b\n1,2\n')).headers).toEqual(['编号', 'b'])
    expect((await read('\uFEFF编号,b\n1,2\n')).headers).toEqual(['编号', 'b'])
  })

  test('GB18030 and UTF-16 are read wherever a piece of the stream ends', async () => {
    // 编号,姓名 / 1,李明 as a Chinese spreadsheet writes it.
    const gb = Uint8Array.from([
      0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0a, 0x31, 0x2c, 0xc0, 0xee, 0xc3,
      0xf7, 0x0a,
    ])
    for (const size of [1, 2, 3, 100])
      expect(await read(gb, { encoding: 'gb18030', size })).toEqual({
        headers: ['编号', '姓名'],
        delimiter: ',',
        lines: [['1', '李明']],
      })
    const wide = Buffer.from('\uFEFF编号\t名\n1\t李\n', 'utf16le')
    expect((await read(wide, { encoding: 'utf-16le', size: 3 })).lines).toEqual([['1', '李']])
  })

  test('ragged lines arrive as they are, and lines without any text are left out', async () => {
    expect((await read('a,b\n1\n\n1,2,3\n , \n,\n4,5')).lines).toEqual([
      ['1'],
      ['1', '2', '3'],
      ['4', '5'],
    ])
  })

  test('a stray quotation mark is a character and takes no line with it', async () => {
    expect((await read('a,b\n5" pipe,2\n"x" y,4\n5,6\n')).lines).toEqual([
      ['5" pipe', '2'],
      ['"x" y', '4'],
      ['5', '6'],
    ])
  })

  test('a zero character is stored as the replacement character', async () => {
    expect((await read('a,b\n1\0,2\n')).lines).toEqual([['1\uFFFD', '2']])
  })

  test('a file that cannot be cut into lines is refused with the place', async () => {
    expect(await problemOf('a,b\n1,2\n"3,4\n5,6\n')).toEqual({
      kind: 'invalid',
      problems: [
        { field: 'file', code: 'file.quote-unclosed', values: { line: expect.any(Number) } },
      ],
    })
    expect(await problemOf(`a,b\n1,2\n"3,${'x'.repeat(2 ** 20)}\n5,6\n`)).toEqual({
      kind: 'invalid',
      problems: [
        { field: 'file', code: 'file.line-too-long', values: { line: expect.any(Number) } },
      ],
    })
    expect(await problemOf('')).toEqual({
      kind: 'invalid',
      problems: [{ field: 'file', code: 'file.empty' }],
    })
    expect(await problemOf(`${'a,'.repeat(200)}b\n`)).toMatchObject({
      problems: [{ code: 'file.too-many-columns' }],
    })
  })

  test('ten thousand lines keep their order across pieces', async () => {
    const text = `n,m\n${Array.from({ length: 10_000 }, (_, n) => `${n},x`).join('\n')}`
    const { lines } = await read(text, { size: 4096 })
    expect(lines.map(([n]) => Number(n))).toEqual(Array.from({ length: 10_000 }, (_, n) => n))
  })

  test('cuts as the parser that everybody uses, wherever parts and pieces end', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ' ', '\n', '编', '""', 'b') })
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell, { maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        async (cells, size) => {
          const text = `h,i\n${cells.join('')}`
          const expected = parsed(text)
          const found = await read(text, { size, mostRecords: 2, delimiter: ',' }).then(
            ({ lines }) => lines,
            () => 'refused',
          )
          expect(found).toEqual(expected)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('returns alone end the lines of an old file, and returns before line feeds belong to no cell', async () => {
    expect((await read('a,b\r1,2\r"3\r",4\r')).lines).toEqual([
      ['1', '2'],
      ['3\n', '4'],
    ])
    expect((await read('a,b\n1,2\r\n3,"4"\r\n')).lines).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })
})

function parsed(text: string): string[][] | 'refused' {
  try {
    const records: string[][] = parse(text, {
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      record_delimiter: ['\n'],
    })
    return records.slice(1).filter((cells) => cells.some((one) => one.trim() !== ''))
  } catch {
    return 'refused'
  }
}
