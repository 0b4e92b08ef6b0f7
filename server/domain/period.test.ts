import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  COMPARISONS,
  comparedSpan,
  daysBetween,
  findPeriod,
  lastDayOf,
  PRESETS,
  periodText,
  spanOf,
} from './period.ts'

const today = '2026-11-21'

describe('periods', () => {
  test.each([
    ['today', '2026-11-21', '2026-11-22'],
    ['7d', '2026-11-15', '2026-11-22'],
    ['28d', '2026-10-25', '2026-11-22'],
    ['91d', '2026-08-23', '2026-11-22'],
    ['month', '2026-11-01', '2026-11-22'],
    ['quarter', '2026-10-01', '2026-11-22'],
    ['year', '2026-01-01', '2026-11-22'],
    ['12m', '2025-11-22', '2026-11-22'],
  ] as const)('%s begins on %s and ends before %s', (preset, from, until) => {
    expect(spanOf({ preset }, today)).toEqual({ from, until })
  })

  test('a custom period counts both days that it shows', () => {
    const span = spanOf({ first: '2026-02-01', last: '2026-02-28' }, today)
    expect(span).toEqual({ from: '2026-02-01', until: '2026-03-01' })
    expect(lastDayOf(span)).toBe('2026-02-28')
  })

  test('every period reads back from its link, and stays relative there', () => {
    for (const preset of PRESETS) expect(findPeriod(periodText({ preset }))).toEqual({ preset })
    const custom = { first: '2024-02-29', last: '2024-03-01' }
    expect(findPeriod(periodText(custom))).toEqual(custom)
  })

  test.each([
    '',
    'yesterday',
    '2026-02-30..2026-03-01',
    '2026-03-02..2026-03-01',
    '2026-01-01',
    'a..b..c',
  ])('a link that says "%s" names no period', (text) => {
    expect(findPeriod(text)).toBeNull()
  })

  test('a custom period of impossible days is refused', () => {
    expect(() => spanOf({ first: '2026-02-30', last: '2026-03-01' }, today)).toThrow('invalid')
  })

  test('the quarter begins in January, April, July or October', () => {
    expect(spanOf({ preset: 'quarter' }, '2026-03-31').from).toBe('2026-01-01')
    expect(spanOf({ preset: 'quarter' }, '2026-04-01').from).toBe('2026-04-01')
    expect(spanOf({ preset: 'quarter' }, '2026-09-30').from).toBe('2026-07-01')
  })
})

describe('what a period is compared with', () => {
  test('the previous period is as long and ends where this one begins', () => {
    expect(comparedSpan({ from: '2026-11-01', until: '2026-11-22' }, 'previous')).toEqual({
      from: '2026-10-11',
      until: '2026-11-01',
    })
  })

  test('a leap day a year earlier becomes the first of March', () => {
    expect(comparedSpan({ from: '2024-02-29', until: '2024-03-10' }, 'year')).toEqual({
      from: '2023-03-01',
      until: '2023-03-10',
    })
  })

  test('all time has nothing before it, and none is none', () => {
    expect(comparedSpan(spanOf({ preset: 'all' }, today), 'previous')).toBeNull()
    expect(comparedSpan({ from: '2026-01-01', until: '2026-02-01' }, 'none')).toBeNull()
  })

  test('no comparison overlaps the period or is turned around', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days))
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 365 }), (from, length) => {
        const span = { from, until: addDays(from, length) }
        for (const comparison of COMPARISONS) {
          const compared = comparedSpan(span, comparison)
          if (!compared) continue
          expect(compared.until <= span.from).toBe(true)
          expect(daysBetween(compared.from, compared.until)).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })
})
