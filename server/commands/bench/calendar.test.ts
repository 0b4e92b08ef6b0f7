import { expect, test } from 'vitest'
import { BLOCK, byMonth, DAYS, spreadOverDays } from './calendar.ts'

test.each([20_000, 50_000, 5_000_000, 50_000_000])(
  '%i experiences are spread without a gap and without one too many',
  (size) => {
    const days = spreadOverDays(size, '2026-11-21')
    expect(days).toHaveLength(DAYS)
    expect(days.at(-1)?.day).toBe('2026-11-21')
    let next = 0
    for (const { firstBlock, blockCount } of days) {
      expect(firstBlock).toBe(next)
      expect(blockCount).toBeGreaterThanOrEqual(0)
      next += blockCount
    }
    expect(next * BLOCK.experiences).toBe(size)
  },
)

test('summer and Saturdays are busier', () => {
  const days = spreadOverDays(50_000_000, '2026-11-21')
  const of = (day: string) => days.find((one) => one.day === day)?.blockCount ?? 0
  expect(of('2026-07-18')).toBeGreaterThan(1.5 * of('2026-01-17'))
  expect(of('2026-07-18')).toBeGreaterThan(1.3 * of('2026-07-14'))
  expect(byMonth(days).size).toBe(14)
})

test('what is no whole block is refused', () => {
  expect(() => spreadOverDays(51, '2026-11-21')).toThrow('multiple of 50')
})
