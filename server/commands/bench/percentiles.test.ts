import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { percentile, timingOf } from './percentiles.ts'

describe('percentile', () => {
  test.each([
    { values: [5], share: 0.5, is: 5 },
    { values: [1, 2, 3, 4], share: 0.5, is: 2 },
    { values: [4, 1, 3, 2], share: 0.95, is: 4 },
    { values: Array.from({ length: 100 }, (_, at) => at + 1), share: 0.95, is: 95 },
    { values: Array.from({ length: 100 }, (_, at) => at + 1), share: 0.99, is: 99 },
  ])('$share of $values.length values is $is', ({ values, share, is }) => {
    expect(percentile(values, share)).toBe(is)
  })

  test('is one of the values, and no smaller for a larger share', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ noNaN: true }), { minLength: 1 }), (values) => {
        const { median, p95, p99, max } = timingOf(values)
        expect(values).toContain(median)
        expect(median <= p95 && p95 <= p99 && p99 <= max).toBe(true)
      }),
    )
  })
})
