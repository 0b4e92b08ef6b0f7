import { z } from 'zod'
import type { Reading } from './reading.ts'
import {
  EXPOSURE_COLUMNS,
  LAG_COLUMNS,
  LAG_PIVOT,
  MOMENT_LEVELS,
  OUTCOME_COLUMNS,
  OUTCOME_LEVELS,
  OUTCOME_PIVOT,
} from './rollup-columns.ts'
import { Difference, MOST_DIFFERENCES, unequal } from './rollup-difference.ts'

/** A month of business days, the instants between which its experiences lie, and whether some of them are archived. */
export type VerifiedMonth = {
  from: string
  until: string
  livedFrom: Date
  livedUntil: Date
  isArchived: boolean
}

const Day = z.date().transform((day) => day.toISOString().slice(0, 10))
const Month = z.object({
  from: Day,
  until: Day,
  lived_from: z.date().nullable(),
  lived_until: z.date().nullable(),
  is_archived: z.boolean(),
})

/**
 * The months that anything of the organization lies in. An experience may lie in another month than its run's first day, so one read of
 * the facts says between which instants the experiences of each month of runs are; the rest is read month by month.
 */
export async function listMonths(db: Reading): Promise<VerifiedMonth[]> {
  const rows = await db.rows(
    Month,
    `WITH lived AS MATERIALIZED (
       SELECT date_trunc('month', occurred_at, 'UTC') AS lived_from, min(episode_day) AS first_day, max(episode_day) AS last_day
       FROM experiences WHERE organization_id = $1 GROUP BY 1
     ), month AS (
       SELECT DISTINCT date_trunc('month', day)::date AS starts_on FROM (
         SELECT generate_series(date_trunc('month', first_day), last_day, '1 month') AS day FROM lived
         UNION ALL SELECT DISTINCT episode_day FROM exposures WHERE organization_id = $1
         UNION ALL SELECT DISTINCT day FROM moment_days WHERE organization_id = $1
         UNION ALL SELECT DISTINCT day FROM moment_day_deltas WHERE organization_id = $1
         UNION ALL SELECT DISTINCT starts_on FROM moment_totals WHERE organization_id = $1
         UNION ALL SELECT DISTINCT starts_on FROM outcome_totals WHERE organization_id = $1
         UNION ALL SELECT DISTINCT episode_month FROM archived_months WHERE organization_id = $1) AS days
     )
     SELECT m.starts_on AS from, (m.starts_on + interval '1 month')::date AS until, min(l.lived_from) AS lived_from,
       max(l.lived_from) + interval '1 month' AS lived_until,
       EXISTS (SELECT FROM archived_months a WHERE a.organization_id = $1 AND a.episode_month = m.starts_on) AS is_archived
     FROM month m LEFT JOIN lived l ON l.first_day < m.starts_on + interval '1 month' AND l.last_day >= m.starts_on
     GROUP BY m.starts_on ORDER BY m.starts_on`,
    [db.organizationId],
  )
  const never = new Date(0)
  return rows.map((row) => ({
    from: row.from,
    until: row.until,
    livedFrom: row.lived_from ?? never,
    livedUntil: row.lived_until ?? never,
    isArchived: row.is_archived,
  }))
}

const LIVED = `organization_id = $1::uuid AND episode_day >= $2::date AND episode_day < $3::date
  AND occurred_at >= $4::timestamptz AND occurred_at < $5::timestamptz`
const DAYS = 'organization_id = $1::uuid AND day >= $2::date AND day < $3::date'

const EXPOSURES = `
WITH wanted AS (
  SELECT DISTINCT ON (customer_id, episode_day, episode_id, moment_no)
    customer_id, episode_day, episode_id, moment_no, location_no, occurred_at AS exposed_at
  FROM experiences WHERE ${LIVED}
  ORDER BY customer_id, episode_day, episode_id, moment_no, occurred_at, location_no
)
SELECT 'exposure' AS check, concat_ws(' ', customer_id, episode_day, moment_no) AS place
FROM wanted w FULL JOIN (
  SELECT * FROM exposures WHERE organization_id = $1::uuid AND episode_day >= $2::date AND episode_day < $3::date) e
  USING (customer_id, episode_day, episode_id, moment_no)
WHERE (w.exposed_at, w.location_no) IS DISTINCT FROM (e.exposed_at, e.location_no) LIMIT ${MOST_DIFFERENCES}`

const CELL = ['day', 'moment_no', 'location_no']
const storedCells = (columns: readonly string[], keys: readonly string[] = CELL) =>
  ['moment_days', 'moment_day_deltas']
    .map((table) => `SELECT ${[...keys, ...columns].join(', ')} FROM ${table} WHERE ${DAYS}`)
    .join(' UNION ALL ')

const EXPOSED_CELLS = unequal(
  'moment-day',
  { keys: CELL, columns: ['exposure_count'] },
  {
    // The instants bound nothing here; they are named so that both statements take the same values.
    wanted: `SELECT episode_day, moment_no, location_no, count(*) FROM exposures
      WHERE organization_id = $1::uuid AND episode_day >= $2::date AND episode_day < $3::date
        AND $4::timestamptz IS NOT NULL AND $5::timestamptz IS NOT NULL GROUP BY 1, 2, 3`,
    stored: storedCells(['exposure_count']),
  },
)

const LIVED_COLUMNS = EXPOSURE_COLUMNS.filter((column) => column !== 'exposure_count')
const LIVED_SUMS = `count(*), count(score), coalesce(sum(score), 0), coalesce(sum(score::integer * score), 0)`

const LIVED_CELLS = unequal(
  'moment-day',
  { keys: CELL, columns: LIVED_COLUMNS },
  {
    wanted: `SELECT episode_day, moment_no, location_no, ${LIVED_SUMS} FROM experiences WHERE ${LIVED} GROUP BY 1, 2, 3`,
    stored: storedCells(LIVED_COLUMNS),
  },
)

/** Archived experiences are known by their sums of a month and moment, so that is as finely as they can be compared. */
const ARCHIVED_CELLS = unequal(
  'archived-month',
  { keys: ['moment_no'], columns: LIVED_COLUMNS },
  {
    wanted: `SELECT moment_no, ${LIVED_SUMS} FROM experiences WHERE ${LIVED} GROUP BY 1
      UNION ALL SELECT moment_no, ${LIVED_COLUMNS.join(', ')} FROM archived_months
      WHERE organization_id = $1::uuid AND episode_month = $2::date`,
    stored: storedCells(LIVED_COLUMNS, ['moment_no']),
  },
)

/**
 * Partitioned facts have no foreign keys: what those would refuse is looked for here. Facts are grouped first: a cluster compares what lies on its
 * nodes with other tables only by what it has fetched.
 */
const KEYS = `
WITH named AS MATERIALIZED (
  SELECT customer_id, moment_no, min(id::text) AS id FROM experiences WHERE ${LIVED} GROUP BY 1, 2
)
SELECT 'customer' AS check, n.id AS place FROM named n
WHERE NOT EXISTS (SELECT 1 FROM customers c WHERE c.organization_id = $1::uuid AND c.id = n.customer_id)
UNION ALL
SELECT 'moment', n.id FROM named n
WHERE n.moment_no <> 0 AND NOT EXISTS (
  SELECT 1 FROM moments m WHERE m.organization_id = $1::uuid AND m.moment_no = n.moment_no)
LIMIT ${MOST_DIFFERENCES}`

/** The coarse levels against the fine one, and the lag columns against the outcomes. All are merged in one transaction, without deltas. */
const LEVELS = [
  unequal(
    'moment-day-outcome',
    { keys: CELL, columns: OUTCOME_COLUMNS },
    {
      wanted: `SELECT day, moment_no, location_no, ${OUTCOME_PIVOT} FROM outcome_days WHERE ${DAYS} GROUP BY 1, 2, 3`,
      stored: `SELECT day, moment_no, location_no, ${OUTCOME_COLUMNS.join(', ')} FROM moment_days WHERE ${DAYS}`,
    },
  ),
  unequal(
    'moment-total',
    {
      keys: ['grain', 'starts_on', 'moment_no', 'location_no'],
      columns: [...EXPOSURE_COLUMNS, ...OUTCOME_COLUMNS],
    },
    {
      wanted: `SELECT grain, starts_on, level_moment, level_location, ${[...EXPOSURE_COLUMNS, ...OUTCOME_COLUMNS].join(', ')}
        FROM moment_days CROSS JOIN LATERAL ${MOMENT_LEVELS} WHERE ${DAYS}`,
      stored: `SELECT grain, starts_on, moment_no, location_no, ${[...EXPOSURE_COLUMNS, ...OUTCOME_COLUMNS].join(', ')}
        FROM moment_totals WHERE ${DAYS.replaceAll('day ', 'starts_on ')}`,
    },
  ),
  unequal(
    'outcome-total',
    {
      keys: ['grain', 'starts_on', 'moment_no', 'location_no', 'kind', 'channel'],
      columns: LAG_COLUMNS,
    },
    {
      wanted: `SELECT grain, starts_on, moment_no, level_location, kind, channel, ${LAG_PIVOT}
        FROM outcome_days CROSS JOIN LATERAL ${OUTCOME_LEVELS} WHERE ${DAYS} GROUP BY 1, 2, 3, 4, 5, 6`,
      stored: `SELECT grain, starts_on, moment_no, location_no, kind, channel, ${LAG_COLUMNS.join(', ')}
        FROM outcome_totals WHERE ${DAYS.replaceAll('day ', 'starts_on ')}`,
    },
  ),
]

/** Recomputes one month's exposures and counts from its facts, and the coarse levels from the fine one. */
export async function findMonthDifferences(
  db: Reading,
  month: VerifiedMonth,
): Promise<Difference[]> {
  const days = [db.organizationId, month.from, month.until]
  const lived = [...days, month.livedFrom, month.livedUntil]
  // An exposure cannot be recomputed where the experience behind it is archived.
  const facts = month.isArchived
    ? [EXPOSED_CELLS, ARCHIVED_CELLS, KEYS]
    : [EXPOSURES, EXPOSED_CELLS, LIVED_CELLS, KEYS]
  const found: Difference[] = []
  for (const statement of facts) found.push(...(await db.rows(Difference, statement, lived)))
  for (const statement of LEVELS) found.push(...(await db.rows(Difference, statement, days)))
  return found
}
