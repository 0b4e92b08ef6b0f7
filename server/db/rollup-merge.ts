import type pg from 'pg'
import { workerPool } from './client.ts'
import {
  EXPOSURE_COLUMNS,
  LAG_COLUMNS,
  LAG_PIVOT,
  MOMENT_LEVELS,
  OUTCOME_COLUMNS,
  OUTCOME_LEVELS,
  OUTCOME_PIVOT,
} from './rollup-columns.ts'

const MERGER_LOCK = 7_453_010
/** Deltas of a kind taken at once: the merger's lock and its transaction stay short, whatever an import has left. */
const CHUNK = 50_000
/** The clock calls every minute; while facts pour in, one call must not outlive the next ones for ever. */
const LONGEST_MS = 50_000

/** Folds all waiting deltas into every level of the rollups, and says how many there were; 0 where another merger is at work. */
export async function mergeDeltas(): Promise<number> {
  const startedAt = Date.now()
  let merged = 0
  for (;;) {
    const taken = await mergeChunk()
    merged += taken
    if (taken === 0 || Date.now() - startedAt > LONGEST_MS) return merged
  }
}

/** DELETE and upserts of all levels commit together, so that each delta counts exactly once, wherever the process is killed. */
async function mergeChunk(): Promise<number> {
  const client = await workerPool().connect()
  try {
    await client.query('BEGIN')
    let taken = 0
    if (await isOnlyMerger(client))
      for (const statement of [MERGE_MOMENTS, MERGE_OUTCOMES, MERGE_COUNTS]) {
        const answer = await client.query<{ count: string }>(statement, [CHUNK])
        taken += Number(answer.rows[0]?.count ?? 0)
      }
    await client.query('COMMIT')
    client.release()
    return taken
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function isOnlyMerger(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query('SELECT pg_try_advisory_xact_lock($1) AS held', [MERGER_LOCK])
  return rows[0]?.held === true
}

function taken(table: string): string {
  return `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} ORDER BY id LIMIT $1) RETURNING *`
}

const sums = (columns: readonly string[]) =>
  columns.map((column) => `sum(${column}) AS ${column}`).join(', ')
const added = (columns: readonly string[]) =>
  columns.map((column) => `${column} = r.${column} + excluded.${column}`).join(', ')
const isSome = (columns: readonly string[]) =>
  columns.map((column) => `sum(${column}) <> 0`).join(' OR ')

/** Adds grouped rows of (organization_id, day, moment_no, location_no, …columns) to the fine level and to each coarse one. */
function intoMoments(columns: readonly string[]): string {
  const rest = EXPOSURE_COLUMNS.filter((column) => !columns.includes(column))
  return `fine AS (
  INSERT INTO moment_days AS r (organization_id, day, moment_no, location_no, ${[...columns, ...rest].join(', ')})
  SELECT organization_id, day, moment_no, location_no, ${[...columns, ...rest.map(() => '0')].join(', ')}
  FROM grouped ORDER BY 1, 2, 3, 4
  ON CONFLICT (organization_id, day, moment_no, location_no) DO UPDATE SET ${added(columns)}
), coarse AS (
  INSERT INTO moment_totals AS r (organization_id, grain, starts_on, moment_no, location_no, ${columns.join(', ')})
  SELECT organization_id, grain, starts_on, level_moment, level_location, ${sums(columns)}
  FROM grouped CROSS JOIN LATERAL ${MOMENT_LEVELS}
  GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 5, 3, 4
  ON CONFLICT (organization_id, grain, location_no, starts_on, moment_no) DO UPDATE SET ${added(columns)}
)`
}

const MERGE_MOMENTS = `
WITH taken AS (${taken('moment_day_deltas')}
), grouped AS MATERIALIZED (
  SELECT organization_id, day, moment_no, location_no, ${sums(EXPOSURE_COLUMNS)}
  FROM taken GROUP BY 1, 2, 3, 4 HAVING ${isSome(EXPOSURE_COLUMNS)}
), ${intoMoments(EXPOSURE_COLUMNS)}
SELECT count(*) AS count FROM taken`

const MERGE_OUTCOMES = `
WITH taken AS (${taken('outcome_day_deltas')}
), told AS MATERIALIZED (
  SELECT organization_id, day, moment_no, location_no, kind, channel, valence, lag_days, sum(outcome_count) AS outcome_count
  FROM taken GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(outcome_count) <> 0
), finest AS (
  INSERT INTO outcome_days AS r (organization_id, day, moment_no, location_no, kind, channel, valence, lag_days, outcome_count)
  SELECT * FROM told ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
  ON CONFLICT (organization_id, day, moment_no, location_no, kind, channel, valence, lag_days) DO UPDATE SET
    ${added(['outcome_count'])}
), channels AS (
  INSERT INTO outcome_totals AS r (organization_id, grain, starts_on, moment_no, location_no, kind, channel, ${LAG_COLUMNS.join(', ')})
  SELECT organization_id, grain, starts_on, moment_no, level_location, kind, channel, ${LAG_PIVOT}
  FROM told CROSS JOIN LATERAL ${OUTCOME_LEVELS}
  GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 5, 4, 3, 6, 7
  ON CONFLICT (organization_id, grain, location_no, moment_no, starts_on, kind, channel) DO UPDATE SET ${added(LAG_COLUMNS)}
), grouped AS MATERIALIZED (
  SELECT organization_id, day, moment_no, location_no, ${OUTCOME_PIVOT} FROM told GROUP BY 1, 2, 3, 4
), ${intoMoments(OUTCOME_COLUMNS)}
SELECT count(*) AS count FROM taken`

const MERGE_COUNTS = `
WITH taken AS (${taken('count_day_deltas')}
), merged AS (
  INSERT INTO count_days AS r (organization_id, measure, part, currency, day, count, amount_minor)
  SELECT organization_id, measure, part, currency, day, sum(count), sum(amount_minor)
  FROM taken GROUP BY 1, 2, 3, 4, 5 HAVING sum(count) <> 0 OR sum(amount_minor) <> 0 ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT (organization_id, measure, part, currency, day) DO UPDATE SET ${added(['count', 'amount_minor'])}
)
SELECT count(*) AS count FROM taken`
