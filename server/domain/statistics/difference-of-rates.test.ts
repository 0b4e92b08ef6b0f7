import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differenceOfRates } from './difference-of-rates.ts'

describe('the difference of two rates', () => {
  test.each([
    [56, 70, 48, 80, 0.2, 0.0524315, 0.3338727],
    [9, 10, 3, 10, 0.6, 0.1705227, 0.809018],
    [10, 10, 0, 10, 1, 0.6075094, 1],
  ])('%d/%d − %d/%d is %d [%d, %d]', (x, n, y, m, difference, low, high) => {
    const found = differenceOfRates({ x, n }, { x: y, n: m })
    expect(found?.difference).toBeCloseTo(difference, 7)
    expect(Math.abs((found?.low ?? 9) - low)).toBeLessThan(1e-6)
    expect(Math.abs((found?.high ?? 9) - high)).toBeLessThan(1e-6)
  })

  test('is unknown where either side has no data', () => {
    expect(differenceOfRates({ x: 0, n: 0 }, { x: 1, n: 2 })).toBeNull()
    expect(differenceOfRates({ x: 1, n: 2 }, { x: 0, n: 0 })).toBeNull()
  })

  test('turns its sign when the sides are exchanged, and contains its estimate', () => {
    const sample = fc
      .integer({ min: 1, max: 5000 })
      .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }))
    fc.assert(
      fc.property(sample, sample, (first, second) => {
        const forth = differenceOfRates(first, second)
        const back = differenceOfRates(second, first)
        if (!forth || !back) throw new Error('no difference')
        expect(forth.difference).toBeCloseTo(-back.difference, 12)
        expect(forth.low).toBeCloseTo(-back.high, 12)
        expect(forth.low).toBeLessThanOrEqual(forth.difference + 1e-12)
        expect(forth.high).toBeGreaterThanOrEqual(forth.difference - 1e-12)
      }),
    )
  })
})
