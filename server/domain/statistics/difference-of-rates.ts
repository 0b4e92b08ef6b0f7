import { wilsonInterval } from './wilson-interval.ts'

/** Hits in trials. */
export type Sample = { x: number; n: number }

/** A difference of two rates, −1 … 1, and its 95 % interval. */
export type Difference = { difference: number; low: number; high: number }

/**
 * First rate minus second, with a 95 % interval by Newcombe's hybrid score method: each arm borrows the nearer arm of the two
 * Wilson intervals, d − √((p₁ − l₁)² + (u₂ − p₂)²) … d + √((u₁ − p₁)² + (p₂ − l₂)²).
 *
 * @returns null where either sample is empty
 * @throws InvariantError unless 0 ≤ x ≤ n in both
 * @see Newcombe 1998, method 10
 */
export function differenceOfRates(first: Sample, second: Sample): Difference | null {
  const one = wilsonInterval(first.x, first.n)
  const two = wilsonInterval(second.x, second.n)
  if (!one || !two) return null
  const p = first.x / first.n
  const q = second.x / second.n
  return {
    difference: p - q,
    low: Math.max(-1, p - q - Math.hypot(p - one.low, two.high - q)),
    high: Math.min(1, p - q + Math.hypot(one.high - p, q - two.low)),
  }
}
