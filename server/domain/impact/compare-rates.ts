import { differenceOfRates, type Sample } from '../statistics/difference-of-rates.ts'

/** A rate held against the one before: by how much it moved, and whether that can be told from chance. */
export type RateChange = {
  before: Sample
  difference: number
  low: number
  high: number
  verdict: 'up' | 'down' | 'cannot-tell'
}

/** The change from `before` to `now` with its 95 % interval; null where either has no data. */
export function compareRates(now: Sample, before: Sample): RateChange | null {
  const found = differenceOfRates(now, before)
  if (!found) return null
  const verdict = found.low > 0 ? 'up' : found.high < 0 ? 'down' : 'cannot-tell'
  return { before: { x: before.x, n: before.n }, ...found, verdict }
}
