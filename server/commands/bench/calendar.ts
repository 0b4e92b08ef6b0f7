import { addDays } from '#server/domain/period.ts'

/** Ten visits of one to nine moments, fifty experiences: the unit in which the days of a data set are filled. */
export const BLOCK = { visits: 10, experiences: 50 } as const

/** A little more than a year, so that twelve months have a day before them to be compared with. */
export const DAYS = 395

/** The visits of one business day: those of the blocks from `firstBlock` on. */
export type BenchDay = { day: string; firstBlock: number; blockCount: number }

/**
 * Spreads a data set over the days up to `lastDay`: more in summer, at week-ends and later in the year than before.
 * Sums exactly to `size`, the number of experiences, which must be whole blocks.
 */
export function spreadOverDays(size: number, lastDay: string): BenchDay[] {
  if (size % BLOCK.experiences !== 0) throw new Error(`${size} is not a multiple of 50.`)
  const days = Array.from({ length: DAYS }, (_, at) => addDays(lastDay, at + 1 - DAYS))
  const weights = days.map((day, at) => weightOf(day) * (0.8 + (0.4 * at) / DAYS))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  let reached = 0
  return days.map((day, at) => {
    const firstBlock = blocksUpTo(reached)
    reached += weights[at] ?? 0
    // What rounding has left belongs to the last day.
    const until = at === DAYS - 1 ? size / BLOCK.experiences : blocksUpTo(reached)
    return { day, firstBlock, blockCount: until - firstBlock }
  })

  function blocksUpTo(weight: number): number {
    return Math.round(((size / BLOCK.experiences) * weight) / whole)
  }
}

/** Days by their month, as '2026-10', in order. */
export function byMonth(days: BenchDay[]): Map<string, BenchDay[]> {
  const months = new Map<string, BenchDay[]>()
  for (const day of days) {
    const month = day.day.slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), day])
  }
  return months
}

const OF_WEEKDAY = [1.2, 0.85, 0.85, 0.9, 1, 1.15, 1.3]

function weightOf(day: string): number {
  const date = new Date(day)
  const dayOfYear = (date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000
  const season = 1 + 0.35 * Math.cos((2 * Math.PI * (dayOfYear - 200)) / 365)
  return season * (OF_WEEKDAY[date.getUTCDay()] ?? 1)
}
