import { expect, test } from 'vitest'
import { compareRates } from './compare-rates.ts'

test('a change is up or down only where its interval leaves 0 out', () => {
  expect(compareRates({ x: 200, n: 1000 }, { x: 100, n: 1000 })).toMatchObject({
    verdict: 'up',
    before: { x: 100, n: 1000 },
  })
  expect(compareRates({ x: 100, n: 1000 }, { x: 200, n: 1000 })?.verdict).toBe('down')
  expect(compareRates({ x: 10, n: 100 }, { x: 12, n: 100 })?.verdict).toBe('cannot-tell')
})

test('against nothing there is no change', () => {
  expect(compareRates({ x: 1, n: 2 }, { x: 0, n: 0 })).toBeNull()
})
