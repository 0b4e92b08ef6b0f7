import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../domain/period.ts'
import { piecesOf } from './rollup-pieces.ts'

describe('piecesOf', () => {
  test.each([
    ['a year to the day', ['2025-11-23', '2026-11-23'], ['day', 'month', 'day']],
    ['a calendar year', ['2026-01-01', '2027-01-01'], ['month']],
    ['within a month', ['2026-02-03', '2026-02-20'], ['day']],
    ['two part months', ['2026-02-03', '2026-03-20'], ['day']],
    ['nothing', ['2026-02-03', '2026-02-03'], []],
  ])('%s', (_, [from = '', until = ''], grains) => {
    expect(piecesOf({ from, until }).map(({ grain }) => grain)).toEqual(grains)
  })

  test('covers every day once, months only whole, and crosses no cut', () => {
    const days = fc.integer({ min: 0, max: 1200 }).map((n) => addDays('2024-01-01', n))
    fc.assert(
      fc.property(days, days, fc.array(days, { maxLength: 2 }), (a, b, cuts) => {
        const span = a < b ? { from: a, until: b } : { from: b, until: a }
        const pieces = piecesOf(span, cuts)
        expect(pieces.at(0)?.from ?? span.until).toBe(span.from)
        expect(pieces.at(-1)?.until ?? span.until).toBe(span.until)
        for (const [at, piece] of pieces.entries()) {
          if (at > 0) expect(pieces[at - 1]?.until).toBe(piece.from)
          if (piece.grain === 'month')
            expect([piece.from.slice(8), piece.until.slice(8)]).toEqual(['01', '01'])
          for (const cut of cuts) expect(piece.from < cut && cut < piece.until).toBe(false)
        }
      }),
    )
  })
})
