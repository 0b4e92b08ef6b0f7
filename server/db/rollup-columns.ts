import type { Outcome } from '../domain/impact/impact-metric.ts'

/** Lag buckets as they are named in the wide tables, with the value that stands in outcome_days. */
const LAGS = [
  { name: '7', days: 7 },
  { name: '14', days: 14 },
  { name: '30', days: 30 },
  { name: '90', days: 90 },
  { name: '365', days: 365 },
  { name: '730', days: 730 },
  { name: 'later', days: 32_767 },
  { name: 'unattached', days: -1 },
] as const

export const OUTCOMES = ['share', 'complaint'] as const satisfies readonly Outcome[]

/** What moment_day_deltas count. */
export const EXPOSURE_COLUMNS = [
  'exposure_count',
  'experience_count',
  'score_count',
  'score_sum',
  'score_square_sum',
] as const

/** What outcome_day_deltas count, one column per kind and lag. */
export const OUTCOME_COLUMNS = OUTCOMES.flatMap((kind) => LAGS.map(({ name }) => `${kind}_${name}`))

/** The coarse levels of a moment's sums, from rows of the fine one: which period, moment and place; −1 is all. */
export const MOMENT_LEVELS = `(VALUES
    ('day', day, moment_no, -1), ('day', day, -1, location_no), ('day', day, -1, -1),
    ('month', date_trunc('month', day)::date, moment_no, location_no), ('month', date_trunc('month', day)::date, moment_no, -1)
  ) AS level (grain, starts_on, level_moment, level_location)`

/** The coarse levels of a moment's outcomes by channel. */
export const OUTCOME_LEVELS = `(VALUES
    ('day', day, -1), ('month', date_trunc('month', day)::date, location_no), ('month', date_trunc('month', day)::date, -1)
  ) AS level (grain, starts_on, level_location)`

/** One column of sums per kind and lag, from rows of (kind, lag_days, outcome_count). */
export const OUTCOME_PIVOT = OUTCOMES.flatMap((kind) =>
  LAGS.map(
    ({ name, days }) =>
      `coalesce(sum(outcome_count) FILTER (WHERE kind = '${kind}' AND lag_days = ${days}), 0) AS ${kind}_${name}`,
  ),
).join(', ')

/** One column of sums per lag, of one kind. */
export const LAG_PIVOT = LAGS.map(
  ({ name, days }) =>
    `coalesce(sum(outcome_count) FILTER (WHERE lag_days = ${days}), 0) AS lag_${name}`,
).join(', ')

export const LAG_COLUMNS = LAGS.map(({ name }) => `lag_${name}`)

/** `a + b + c` of the lag columns within a horizon in days, or after it. */
export function lagSum(
  prefix: string,
  { horizonDays, isLate }: { horizonDays: number; isLate: boolean },
) {
  const inside = LAGS.filter(({ days }) => days > 0 && days > horizonDays === isLate)
  return inside.map(({ name }) => `${prefix}_${name}`).join(' + ')
}
