import { neededSample } from '../statistics/needed-sample.ts'
import { wilsonInterval } from '../statistics/wilson-interval.ts'

/** An interval wider than five points to either side does not tell enough. */
const TELLING_HALF_WIDTH = 0.05

/**
 * A rate as a person may read it: `x` of `n`, its 95 % interval, and whether that says enough.
 *
 * - `no-data`: n is 0; there is no rate, least of all 0 %
 * - `too-few`: the interval is wider than ± 5 points; `moreNeeded` exposures would narrow it
 * - `told`: it says enough
 */
export type MeasuredRate = {
  x: number
  n: number
  rate: number | null
  low: number | null
  high: number | null
  verdict: 'no-data' | 'too-few' | 'told'
  /** How many more would make the interval ± 5 points; 0 where it is told. */
  moreNeeded: number
}

/**
 * Episodes count as independent (design effect 1) in metric version m1.
 * @throws InvariantError unless 0 ≤ x ≤ n
 */
export function measureRate(x: number, n: number): MeasuredRate {
  const interval = wilsonInterval(x, n)
  const moreNeeded = Math.max(0, neededSample(x, n, TELLING_HALF_WIDTH) - n)
  if (!interval) return { x, n, rate: null, low: null, high: null, verdict: 'no-data', moreNeeded }
  const { low, high } = interval
  const verdict = moreNeeded > 0 ? 'too-few' : 'told'
  return { x, n, rate: x / n, low, high, verdict, moreNeeded }
}
