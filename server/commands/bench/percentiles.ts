/** What many runs of one question took, in milliseconds. */
export type Timing = { runs: number; median: number; p95: number; p99: number; max: number }

/**
 * The nearest-rank percentile: the smallest of the values that at least this share of them does not exceed.
 * @param share 0.95 for p95
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const rank = Math.max(1, Math.ceil(share * sorted.length))
  return sorted[rank - 1] ?? Number.NaN
}

/** Summary of the milliseconds of many runs. */
export function timingOf(milliseconds: readonly number[]): Timing {
  return {
    runs: milliseconds.length,
    median: percentile(milliseconds, 0.5),
    p95: percentile(milliseconds, 0.95),
    p99: percentile(milliseconds, 0.99),
    max: percentile(milliseconds, 1),
  }
}
