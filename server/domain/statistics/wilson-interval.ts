import { InvariantError } from '../errors.ts'

/** 97.5 % point of the standard normal: the z of a 95 % interval. */
const Z = 1.959963984540054

/** Ends of a 95 % interval, both between 0 and 1. */
export type Interval = { low: number; high: number }

/**
 * 95 % interval of a rate, of `x` hits in `n` trials.
 *
 * (x + z²/2)/(n + z²) ± z/(n + z²)·√(x(n − x)/n + z²/4). No hit gives a lower end of exactly 0, only hits an upper end of
 * exactly 1. Shown from n = 1 on: it stays honest for the smallest samples.
 *
 * @returns null where n is 0: no data is not 0 %
 * @throws InvariantError unless 0 ≤ x ≤ n
 * @see Wilson 1927; Brown, Cai and DasGupta 2001, equation 4
 */
export function wilsonInterval(x: number, n: number): Interval | null {
  if (!(x >= 0 && x <= n)) throw new InvariantError(`a rate of ${x} in ${n}`)
  if (n === 0) return null
  const centre = (x + Z ** 2 / 2) / (n + Z ** 2)
  const half = (Z / (n + Z ** 2)) * Math.sqrt((x * (n - x)) / n + Z ** 2 / 4)
  return {
    low: x === 0 ? 0 : Math.max(0, centre - half),
    high: x === n ? 1 : Math.min(1, centre + half),
  }
}
