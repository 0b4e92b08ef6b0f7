import { wilsonInterval } from './wilson-interval.ts'

/** Without any trial the rate is unknown; one half needs the most. */
const UNKNOWN_RATE = 0.5

/**
 * The smallest n at which the 95 % Wilson interval of a rate as seen so far is at most `halfWidth` to either side of its
 * centre. An estimate of need, not a promise: the rate itself moves while the sample grows.
 *
 * @param x         hits so far
 * @param n         trials so far; with 0 the rate is taken as one half
 * @param halfWidth as a share: .05 is five points
 */
export function neededSample(x: number, n: number, halfWidth = 0.05): number {
  const rate = n === 0 ? UNKNOWN_RATE : x / n
  let enough = 1
  while (halfWidthAt(rate, enough) > halfWidth) enough *= 2
  let tooFew = Math.floor(enough / 2)
  while (enough - tooFew > 1) {
    const middle = Math.floor((enough + tooFew) / 2)
    if (halfWidthAt(rate, middle) > halfWidth) tooFew = middle
    else enough = middle
  }
  return enough
}

function halfWidthAt(rate: number, n: number): number {
  const interval = wilsonInterval(rate * n, n)
  return interval ? (interval.high - interval.low) / 2 : 1
}
