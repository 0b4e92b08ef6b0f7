import { describe, expect, test } from 'vitest'
import { FIELDS, IMPORT_NOUNS } from './fields.ts'
import { guessFact, guessMapping } from './guess-mapping.ts'
import { mappingProblems } from './mapping-problems.ts'

const by = { timeZone: 'Asia/Shanghai', source: 'file' }

describe('guessMapping', () => {
  test.each([
    ['customers', ['会员号', '姓名', '手机号']],
    ['experiences', ['客户编号', '体验时间', '环节', '评分', '备注']],
    ['shares', ['Customer ID', 'Date', 'Channel', 'Sentiment', 'Retweets']],
    ['complaints', ['投诉编号', '客户编号', '时间', '严重程度', '内容']],
    ['orders', ['订单号', '客户编号', '下单时间', '产品', '实付金额']],
    ['refunds', ['退款单号', '订单号', '退款时间', '退款金额']],
    ['referrals', ['推荐编号', '推荐人编号', '被推荐人编号', '推荐时间']],
  ] as const)('finds %s by headers, and everything that is required', (noun, headers) => {
    const mapping = guessMapping(headers, [], by)
    expect(mapping.facts[0]?.noun).toBe(noun)
    expect(mappingProblems(mapping, headers)).toEqual([])
  })

  test('refunds in columns of the orders become facts of their own', () => {
    const headers = [
      'order_id',
      'customer_id',
      'order_date',
      'sku',
      'amount',
      'refund_amount',
      'refund_date',
    ]
    const mapping = guessMapping(headers, [], by)
    expect(mapping.facts.map((fact) => fact.noun)).toEqual(['orders', 'refunds'])
    expect(mapping.facts[1]?.when).toEqual({ kind: 'filled', column: 'refund_amount' })
    expect(mappingProblems(mapping, headers)).toEqual([])
  })

  test('the date format is the only one that reads all samples, else it is left to recognition', () => {
    const headers = ['customer_id', 'date', 'score']
    const guess = (...dates: string[]) =>
      guessMapping(
        headers,
        dates.map((date) => ['1', date, '3']),
        by,
      ).dateFormat
    expect(guess('2015-02-16', '16.02.2015')).toBe('auto')
    expect(guess('3/4/2015', '16/2/2015')).toBe('dmy')
    expect(guess('3/4/2015', '2/16/2015')).toBe('mdy')
    expect(guess('3/4/2015')).toBe('auto')
  })

  test.each(IMPORT_NOUNS)('each field of %s is found by its own name', (noun) => {
    const headers = FIELDS[noun].map((field) => field.name)
    expect(Object.keys(guessFact(noun, headers).fact.fields).sort()).toEqual([...headers].sort())
  })
})

describe('mappingProblems', () => {
  test('names what is missing, unknown, or not in the file', () => {
    const mapping = guessMapping(['customer_id', 'name'], [], by)
    const fact = mapping.facts[0]
    if (!fact) throw new Error('no fact')
    const fields = {
      name: fact.fields.name,
      nonsense: { kind: 'constant', value: '1' },
    } as typeof fact.fields
    const changed = {
      ...mapping,
      facts: [{ ...fact, fields, when: { kind: 'filled', column: 'x' } as const }],
    }
    expect(mappingProblems(changed, ['customer_id'])).toEqual([
      { field: '0.externalId', code: 'required' },
      { field: '0.name', code: 'column.missing', values: { column: 'name' } },
      { field: '0.nonsense', code: 'unknown-field' },
      { field: '0.when', code: 'column.missing', values: { column: 'x' } },
    ])
  })
})
