import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { wilsonInterval } from './wilson-interval.ts'

const vectors = join(process.env.SHARED_DIR ?? '../shared', 'vectors/rates.json')

describe('the Wilson interval', () => {
  test.each([
    [18, 20, 0.6989664, 0.9721335],
    [4, 200, 0.0078044, 0.0502871],
    [0, 30, 0, 0.1135134],
    [30, 30, 0.8864866, 1],
    [12, 40, 0.1807485, 0.4543002],
    [90, 150, 0.520048, 0.674957],
  ])('of %d in %d is [%d, %d]', (x, n, low, high) => {
    const interval = wilsonInterval(x, n)
    expect(interval?.low).toBeCloseTo(low, 4)
    expect(interval?.high).toBeCloseTo(high, 4)
  })

  test('has ends of exactly 0 and 1 at the extremes, and none without data', () => {
    expect(wilsonInterval(0, 7)?.low).toBe(0)
    expect(wilsonInterval(7, 7)?.high).toBe(1)
    expect(wilsonInterval(0, 0)).toBeNull()
  })

  test.each([
    [-1, 5],
    [6, 5],
    [Number.NaN, 5],
  ])('refuses %d in %d', (x, n) => {
    expect(() => wilsonInterval(x, n)).toThrow('a rate of')
  })

  test.runIf(existsSync(vectors))('agrees with R on every shared vector', () => {
    const Vectors = z.object({
      rates: z.array(
        z.object({ x: z.number(), n: z.number(), wilson95: z.tuple([z.number(), z.number()]) }),
      ),
    })
    const { rates } = Vectors.parse(JSON.parse(readFileSync(vectors, 'utf8')))
    expect(rates.length).toBeGreaterThan(0)
    for (const { x, n, wilson95 } of rates) {
      const interval = wilsonInterval(x, n)
      expect(Math.abs((interval?.low ?? 9) - wilson95[0])).toBeLessThan(1e-6)
      expect(Math.abs((interval?.high ?? 9) - wilson95[1])).toBeLessThan(1e-6)
    }
  })

  test('contains its estimate, stays inside 0 and 1, and mirrors when hits become misses', () => {
    const sample = fc
      .integer({ min: 1, max: 1_000_000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
    fc.assert(
      fc.property(sample, ([x, n]) => {
        const interval = wilsonInterval(x, n)
        const mirror = wilsonInterval(n - x, n)
        if (!interval || !mirror) throw new Error('no interval')
        expect(interval.low).toBeGreaterThanOrEqual(0)
        expect(interval.high).toBeLessThanOrEqual(1)
        expect(interval.low).toBeLessThanOrEqual(x / n + 1e-12)
        expect(interval.high).toBeGreaterThanOrEqual(x / n - 1e-12)
        expect(interval.low).toBeCloseTo(1 - mirror.high, 10)
      }),
    )
  })

  test('narrows when the sample grows at the same rate', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 0, max: 1000 }),
        (n, raw) => {
          const x = Math.min(raw, n)
          const small = wilsonInterval(x, n)
          const large = wilsonInterval(x * 4, n * 4)
          if (!small || !large) throw new Error('no interval')
          expect(large.high - large.low).toBeLessThan(small.high - small.low)
        },
      ),
    )
  })
})
