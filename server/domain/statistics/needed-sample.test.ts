import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { neededSample } from './needed-sample.ts'
import { wilsonInterval } from './wilson-interval.ts'

describe('the sample that is needed', () => {
  test('is 381 where nothing is known, and 35 where nothing has happened so far', () => {
    expect(neededSample(0, 0)).toBe(381)
    expect(neededSample(0, 12)).toBe(35)
  })

  test('is the first that is narrow enough', () => {
    const sample = fc
      .integer({ min: 1, max: 400 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
    const half = (rate: number, n: number) => {
      const interval = wilsonInterval(rate * n, n)
      return interval ? (interval.high - interval.low) / 2 : 1
    }
    fc.assert(
      fc.property(sample, ([x, n]) => {
        const needed = neededSample(x, n)
        expect(half(x / n, needed)).toBeLessThanOrEqual(0.05)
        expect(needed === 1 || half(x / n, needed - 1) > 0.05).toBe(true)
      }),
    )
  })
})
