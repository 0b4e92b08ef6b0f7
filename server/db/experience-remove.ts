import { z } from 'zod'
import { arrayLiteral } from './array-literal.ts'
import type { FactTx } from './fact-transaction.ts'

type Removed = { id: string; customerId: string; occurredAt: string }

const ExposureKey = z.object({
  customer_id: z.string(),
  episode_day: z.string(),
  episode_id: z.string(),
  moment_no: z.number(),
})
type ExposureKey = z.infer<typeof ExposureKey>

const DELETE = `
WITH gone AS (
  DELETE FROM experiences e
  USING unnest($1::uuid[], $2::timestamptz[], $3::uuid[]) AS item (customer_id, occurred_at, id)
  WHERE e.customer_id = item.customer_id AND e.occurred_at = item.occurred_at AND e.id = item.id
  RETURNING e.customer_id, e.episode_day, e.episode_id, e.moment_no, e.location_no, e.score
), counted AS (
  INSERT INTO moment_day_deltas (organization_id, day, moment_no, location_no, exposure_count, experience_count, score_count,
    score_sum, score_square_sum)
  SELECT $4::uuid, episode_day, moment_no, location_no, 0, -count(*), -count(score), -coalesce(sum(score), 0),
    -coalesce(sum(score * score), 0)
  FROM gone GROUP BY episode_day, moment_no, location_no
)
SELECT DISTINCT customer_id, episode_day::text, episode_id, moment_no FROM gone`

/** What remains of the exposures whose experiences went: gone too, or moved to the first experience that is left. */
const REBUILD = `
WITH seen AS MATERIALIZED (
  SELECT DISTINCT ON (x.customer_id, x.episode_day, x.episode_id, x.moment_no)
    x.customer_id, x.episode_day, x.episode_id, x.moment_no, x.location_no AS old_location_no,
    e.occurred_at AS exposed_at, e.location_no
  FROM unnest($1::uuid[], $2::date[], $3::uuid[], $4::smallint[]) AS key (customer_id, episode_day, episode_id, moment_no)
  JOIN exposures x ON x.customer_id = key.customer_id AND x.episode_day = key.episode_day AND x.episode_id = key.episode_id
    AND x.moment_no = key.moment_no
  LEFT JOIN experiences e ON e.customer_id = x.customer_id AND e.episode_id = x.episode_id
    AND e.moment_no = x.moment_no
  ORDER BY x.customer_id, x.episode_day, x.episode_id, x.moment_no, e.occurred_at, e.location_no
), gone AS (
  DELETE FROM exposures x USING seen s
  WHERE s.exposed_at IS NULL AND x.customer_id = s.customer_id AND x.episode_day = s.episode_day
    AND x.episode_id = s.episode_id AND x.moment_no = s.moment_no
), moved AS (
  UPDATE exposures x SET exposed_at = s.exposed_at, location_no = s.location_no
  FROM seen s
  WHERE s.exposed_at IS NOT NULL AND x.customer_id = s.customer_id AND x.episode_day = s.episode_day
    AND x.episode_id = s.episode_id AND x.moment_no = s.moment_no
), change (day, moment_no, location_no, exposures) AS (
  SELECT episode_day, moment_no, old_location_no, -1 FROM seen
  UNION ALL SELECT episode_day, moment_no, location_no, 1 FROM seen WHERE exposed_at IS NOT NULL
)
INSERT INTO moment_day_deltas (organization_id, day, moment_no, location_no, exposure_count, experience_count, score_count,
  score_sum, score_square_sum)
SELECT $5::uuid, day, moment_no, location_no, sum(exposures), 0, 0, 0, 0
FROM change GROUP BY day, moment_no, location_no HAVING sum(exposures) <> 0`

/** Removes experiences with signed deltas, and their exposures where nothing else makes them. The caller holds the lock. */
export async function removeExperiences(tx: FactTx, removed: Removed[]): Promise<void> {
  if (removed.length === 0) return
  const keys = await tx.rows(ExposureKey, DELETE, [
    arrayLiteral(removed.map((one) => one.customerId)),
    arrayLiteral(removed.map((one) => one.occurredAt)),
    arrayLiteral(removed.map((one) => one.id)),
    tx.organizationId,
  ])
  const column = (name: keyof ExposureKey) => arrayLiteral(keys.map((key) => key[name]))
  await tx.execute(REBUILD, [
    column('customer_id'),
    column('episode_day'),
    column('episode_id'),
    column('moment_no'),
    tx.organizationId,
  ])
}
