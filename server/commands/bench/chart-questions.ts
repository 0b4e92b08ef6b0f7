/** One question in three tongues: the report's name, plain SQL on the facts in Postgres, and DuckDB on the same rows in Parquet. */
export type ChartQuestion = {
  name: string
  /** As questions.ts calls the report. */
  ours: string
  /** $1 and $2 bound the business days, `[from, until)`. */
  sql: string[]
}

const RATES = `count(*) AS exposures,
  count(*) FILTER (WHERE shared_at - exposed_at <= interval '30 days') AS shares,
  count(*) FILTER (WHERE complained_at - exposed_at <= interval '30 days') AS complaints`
const SCORES =
  'count(*) AS experiences, count(score) AS scores, sum(score) AS score_sum, sum(score * score) AS squares'
const EXPOSURES = `FROM exposures WHERE episode_day >= $1::date AND episode_day < $2::date`
const ALL_EXPOSURES = `FROM exposures WHERE episode_day >= $1::date - 36500 AND episode_day < $2::date`
const EXPERIENCES = `FROM experiences WHERE episode_day >= $1::date AND episode_day < $2::date`

/** Both Postgres and DuckDB read these as they stand; the data sets hold one organization, so nobody filters by it. */
export const CHART_QUESTIONS: ChartQuestion[] = [
  {
    name: 'year by day',
    ours: 'year by day (chart)',
    sql: [
      `SELECT episode_day, ${RATES} ${EXPOSURES} GROUP BY 1 ORDER BY 1`,
      `SELECT episode_day, ${SCORES} ${EXPERIENCES} GROUP BY 1 ORDER BY 1`,
    ],
  },
  {
    name: 'year by day of one place',
    ours: 'year by day of one place',
    sql: [
      `SELECT episode_day, ${RATES} ${EXPOSURES} AND location_no = 1 GROUP BY 1 ORDER BY 1`,
      `SELECT episode_day, ${SCORES} ${EXPERIENCES} AND location_no = 1 GROUP BY 1 ORDER BY 1`,
    ],
  },
  {
    name: 'impact by moment, 12 months',
    ours: 'impact by moment, 12 months, no comparison',
    sql: [
      `SELECT moment_no, ${RATES} ${EXPOSURES} GROUP BY 1 ORDER BY 1`,
      `SELECT moment_no, share_channel, count(*) AS told ${EXPOSURES} AND shared_at IS NOT NULL GROUP BY 1, 2`,
      `SELECT moment_no, complaint_channel, count(*) AS told ${EXPOSURES} AND complained_at IS NOT NULL GROUP BY 1, 2`,
    ],
  },
  {
    name: 'impact by moment, all',
    ours: 'impact by moment, all',
    sql: [`SELECT moment_no, ${RATES} ${ALL_EXPOSURES} GROUP BY 1 ORDER BY 1`],
  },
]
