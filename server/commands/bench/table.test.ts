import { describe, expect, test } from 'vitest'
import type { Line } from './results.ts'
import { asListLine, figure, issueTable, markdownTable, QUESTIONS, worstOf } from './table.ts'

function line(name: string, of: Partial<Line>): Line {
  const ours = { what: 'ours', unit: 'ms', median: 1, p95: 2, p99: 3, samples: 60 } as const
  return { name, kind: 'report', ours, other: ours, ratio: 1, goal: '', holds: true, ...of }
}

test.each([
  { value: 0.4321, text: '0.432' },
  { value: 12.34, text: '12.3' },
  { value: 148_211, text: '148 211' },
  { value: Number.NaN, text: '–' },
])('figure of $value is $text', ({ value, text }) => {
  expect(figure(value)).toBe(text)
})

test('a bar in a cell does not end it', () => {
  expect(markdownTable(['a'], [['x|y']])).toBe('| a |\n| --- |\n| x\\|y |')
})

describe('the worst line', () => {
  test('is one that fails, however good its ratio', () => {
    const lines = [line('slow', { ratio: 3 }), line('failed', { ratio: 1, holds: false })]
    expect(worstOf(lines, false)?.name).toBe('failed')
  })

  test('is the smallest ratio where more is better', () => {
    const lines = [line('good', { ratio: 4000 }), line('worse', { ratio: 1200 })]
    expect(worstOf(lines, true)?.name).toBe('worse')
  })

  test('of lists is the one with the largest p99', () => {
    expect(asListLine(line('list', { ratio: 9 }))).toMatchObject({ ratio: null, holds: true })
  })
})

test('the table has the eight questions of the issue, measured or not', () => {
  const results = {
    run: 'r',
    commit: 'c',
    sizes: ['50k', '50M'],
    machine: {},
    parts: { reports: { at: '', seconds: 1, lines: [line('year by day (chart)', {})] } },
  }
  const rows = issueTable(results).split('\n')
  expect(rows).toHaveLength(2 + QUESTIONS.length)
  expect(QUESTIONS).toHaveLength(8)
  expect(rows.filter((row) => row.includes('not measured'))).toHaveLength(7)
})
