import { expect, test } from 'vitest'
import { CSV_COLUMNS, impactCsv } from './impact-csv.ts'

const told = {
  rate: {
    x: 283,
    n: 3300,
    rate: 0.0858,
    low: 0.0767,
    high: 0.0958,
    verdict: 'told' as const,
    moreNeeded: 0,
  },
  young: {
    x: 33,
    n: 249,
    rate: 0.1325,
    low: 0.0961,
    high: 0.1801,
    verdict: 'told' as const,
    moreNeeded: 0,
  },
  lateCount: 4,
  change: null,
}
const none = {
  ...told,
  rate: {
    x: 0,
    n: 0,
    rate: null,
    low: null,
    high: null,
    verdict: 'no-data' as const,
    moreNeeded: 381,
  },
}

test('a file says what the marks say: raw numbers, and a gap where there is no data', () => {
  const lines = impactCsv(
    [{ name: '离店', code: 'departure', share: told, complaint: none }],
    { first: '2025-11-22', last: '2026-11-21', location: '全部门店', metric: 'm1' },
    {
      heads: CSV_COLUMNS,
      outcome: (outcome) => outcome,
      verdict: (verdict) => verdict,
    },
  )
  const [heads, complaint, share, ...more] = lines
  expect(more).toEqual([])
  const read = (line: typeof heads) =>
    Object.fromEntries(CSV_COLUMNS.map((column, index) => [column, line?.[index]]))
  expect(read(share)).toMatchObject({
    moment: '离店',
    code: 'departure',
    outcome: 'share',
    rate: 0.0858,
    low: 0.0767,
    high: 0.0958,
    count: 283,
    exposures: 3300,
    youngCount: 33,
    lateCount: 4,
    from: '2025-11-22',
    last: '2026-11-21',
    metric: 'm1',
  })
  expect(read(complaint)).toMatchObject({ outcome: 'complaint', rate: null, low: null, more: 381 })
  expect(lines.every((line) => line.length === CSV_COLUMNS.length)).toBe(true)
})
