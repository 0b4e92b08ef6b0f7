import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measureRate } from './measure-rate.ts'

describe('a rate as a person may read it', () => {
  test('[row 14] 12 photo shares of 40 delivered are 30.0 % [18.1, 45.4]', () => {
    const rate = measureRate(12, 40)
    expect(rate.rate).toBeCloseTo(0.3, 10)
    expect(rate.low).toBeCloseTo(0.181, 3)
    expect(rate.high).toBeCloseTo(0.454, 3)
    expect(rate.verdict).toBe('too-few')
  })

  test('[row 1] 90 yes of 150 answered are 60.0 % [52.0, 67.5]', () => {
    const rate = measureRate(90, 150)
    expect(rate.rate).toBeCloseTo(0.6, 10)
    expect(rate.low).toBeCloseTo(0.52, 3)
    expect(rate.high).toBeCloseTo(0.675, 3)
  })

  test('no exposure is no data and never 0 %', () => {
    expect(measureRate(0, 0)).toEqual({
      x: 0,
      n: 0,
      rate: null,
      low: null,
      high: null,
      verdict: 'no-data',
      moreNeeded: 381,
    })
  })

  test('nothing in 12 is too few, nothing in 35 is 0 % that tells', () => {
    expect(measureRate(0, 12)).toMatchObject({
      verdict: 'too-few',
      rate: 0,
      low: 0,
      moreNeeded: 23,
    })
    expect(measureRate(0, 35)).toMatchObject({ verdict: 'told', rate: 0, low: 0, moreNeeded: 0 })
  })

  test('is told exactly when its interval is five points or less to either side', () => {
    const sample = fc
      .integer({ min: 1, max: 3000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
    fc.assert(
      fc.property(sample, ([x, n]) => {
        const rate = measureRate(x, n)
        const half = ((rate.high ?? 1) - (rate.low ?? 0)) / 2
        expect(rate.verdict === 'told').toBe(half <= 0.05)
      }),
    )
  })
})
