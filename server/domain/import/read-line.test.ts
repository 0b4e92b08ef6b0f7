import { describe, expect, test } from 'vitest'
import type { FactMapping, ImportMapping } from './input.ts'
import { lineReader, type ReadLine } from './read-line.ts'

const headers = ['id', 'who', 'when', 'how', 'paid']

function read(
  cells: string[],
  fact: Partial<FactMapping> = {},
  rest: Partial<ImportMapping> = {},
): ReadLine {
  const mapping: ImportMapping = {
    source: 'test',
    timeZone: 'Asia/Shanghai',
    dateFormat: 'auto',
    amountUnit: 'major',
    decimalMark: '.',
    createMissing: { customers: true, moments: false, locations: false, products: false },
    isHistory: false,
    facts: [
      {
        noun: 'experiences',
        fields: {
          externalId: { kind: 'column', column: 'id' },
          customerId: { kind: 'column', column: 'who' },
          occurredAt: { kind: 'column', column: 'when' },
          score: { kind: 'column', column: 'how', values: { Good: '4', bad: '-4' } },
        },
        ...fact,
      },
    ],
    ...rest,
  }
  return lineReader(mapping, headers, 'CNY')({ rowNo: 7, cells, digest: 'd1' })
}

describe('lineReader', () => {
  test('reads each cell as its field says, with values translated whatever their case', () => {
    expect(read(['E1', ' C1 ', '2015/2/16 13:05', 'good', ''])).toEqual({
      facts: [
        {
          noun: 'experiences',
          values: {
            externalId: 'E1',
            customerId: 'C1',
            occurredAt: new Date('2015-02-16T05:05:00Z'),
            score: 4,
          },
        },
      ],
      problems: [],
    })
  })

  test('a line with a problem makes no fact, and tells the field, the column and what stood there', () => {
    const { facts, problems } = read(['E1', '', 'tomorrow', '4', ''])
    expect(facts).toEqual([])
    expect(problems).toEqual([
      { field: 'experiences.customerId', code: 'required', values: { column: 'who', value: '' } },
      {
        field: 'experiences.occurredAt',
        code: 'date.invalid',
        values: { column: 'when', value: 'tomorrow' },
      },
    ])
  })

  test('a line with another number of cells than the header is wrong as a whole', () => {
    expect(read(['E1', 'C1', '2015-02-16']).problems).toEqual([
      { field: 'line', code: 'line.ragged', values: { expected: 5, found: 3 } },
    ])
  })

  test('a cell beyond what a spreadsheet holds is refused', () => {
    expect(read(['E1', 'C1', '2015-02-16', 'x'.repeat(32_768), '']).problems[0]?.code).toBe(
      'cell.too-long',
    )
  })

  test('the number or the digest of the line can be an id', () => {
    const fields = {
      externalId: { kind: 'row-content' },
      customerId: { kind: 'row-number', prefix: 'P' },
      occurredAt: { kind: 'column', column: 'when' },
    } as const
    expect(read(['', '', '42051', '', ''], { fields }).facts[0]?.values).toEqual({
      externalId: 'd1',
      customerId: 'P7',
      occurredAt: new Date('2015-02-15T16:00:00Z'),
    })
  })

  test('a condition keeps a fact from lines that it does not fit, and a line without any fact says so', () => {
    const when: FactMapping['when'] = { kind: 'one-of', column: 'how', values: ['good'] }
    expect(read(['E1', 'C1', '2015-02-16', 'GOOD', ''], { when, fields: {} }).facts).toHaveLength(1)
    expect(read(['E1', 'C1', '2015-02-16', 'bad', ''], { when })).toEqual({
      facts: [],
      problems: [{ field: 'line', code: 'line.nothing' }],
    })
  })

  test('amounts are minor units, in the unit that the file uses', () => {
    const fact = {
      noun: 'refunds',
      fields: { amount: { kind: 'column', column: 'paid' } },
    } as const
    const line = ['', '', '', '', '¥1,234.50']
    expect(read(line, fact).facts[0]?.values.amount).toBe(123_450n)
    expect(read(line, fact, { amountUnit: 'minor' }).problems[0]?.code).toBe('amount.invalid')
  })

  test('words of either language name a channel', () => {
    const fact = {
      noun: 'shares',
      fields: {
        channel: { kind: 'column', column: 'how' },
        valence: { kind: 'constant', value: '好评' },
        isPublic: { kind: 'constant', value: '是' },
      },
    } as const
    expect(read(['', '', '', '朋友圈', ''], fact).facts[0]?.values).toEqual({
      channel: 'feed',
      valence: 1,
      isPublic: true,
    })
    expect(read(['', '', '', 'pigeon', ''], fact).problems[0]?.code).toBe('channel.invalid')
  })
})
