import type pg from 'pg'
import { workerPool } from './client.ts'

const MERGER_LOCK = 7_453_010
/** Deltas taken at once: the merger's lock and its transaction stay short, whatever an import has left. */
const CHUNK = 50_000

/** Folds all waiting deltas into the rollups, and says how many there were; 0 where another merger is at work. */
export async function mergeDeltas(): Promise<number> {
  let merged = 0
  for (;;) {
    const taken = (await mergeChunk(MERGE_MOMENTS)) + (await mergeChunk(MERGE_OUTCOMES))
    merged += taken
    if (taken === 0) return merged
  }
}

/** DELETE and upsert commit together, so that each delta counts exactly once, wherever the process is killed. */
async function mergeChunk(statement: string): Promise<number> {
  const client = await workerPool().connect()
  try {
    await client.query('BEGIN')
    const taken = (await isOnlyMerger(client)) ? await client.query(statement, [CHUNK]) : null
    await client.query('COMMIT')
    client.release()
    return Number(taken?.rows[0]?.count ?? 0)
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function isOnlyMerger(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query('SELECT pg_try_advisory_xact_lock($1) AS held', [MERGER_LOCK])
  return rows[0]?.held === true
}

const MERGE_MOMENTS = `
WITH taken AS (
  DELETE FROM moment_day_deltas WHERE id IN (SELECT id FROM moment_day_deltas ORDER BY id LIMIT $1) RETURNING *
), merged AS (
  INSERT INTO moment_days AS r (organization_id, day, moment_no, location_no, exposure_count, experience_count, score_count,
    score_sum, score_square_sum)
  SELECT organization_id, day, moment_no, location_no, sum(exposure_count), sum(experience_count), sum(score_count),
    sum(score_sum), sum(score_square_sum)
  FROM taken GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (organization_id, day, moment_no, location_no) DO UPDATE SET
    exposure_count = r.exposure_count + excluded.exposure_count,
    experience_count = r.experience_count + excluded.experience_count,
    score_count = r.score_count + excluded.score_count,
    score_sum = r.score_sum + excluded.score_sum,
    score_square_sum = r.score_square_sum + excluded.score_square_sum
)
SELECT count(*) AS count FROM taken`

const MERGE_OUTCOMES = `
WITH taken AS (
  DELETE FROM outcome_day_deltas WHERE id IN (SELECT id FROM outcome_day_deltas ORDER BY id LIMIT $1) RETURNING *
), merged AS (
  INSERT INTO outcome_days AS r (organization_id, day, moment_no, location_no, kind, channel, valence, lag_days, outcome_count)
  SELECT organization_id, day, moment_no, location_no, kind, channel, valence, lag_days, sum(outcome_count)
  FROM taken GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(outcome_count) <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
  ON CONFLICT (organization_id, day, moment_no, location_no, kind, channel, valence, lag_days) DO UPDATE SET
    outcome_count = r.outcome_count + excluded.outcome_count
)
SELECT count(*) AS count FROM taken`
