import { z } from 'zod'
import { CONTRIBUTIONS } from './outcome-contributions.ts'
import type { Reading } from './reading.ts'

/** Where a stored count, mark or exposure is not what the facts say. */
const Difference = z.object({ check: z.string(), place: z.string() })
export type Difference = z.infer<typeof Difference>

/** Enough to see what is wrong; whoever repairs recomputes anyway. */
const LIMIT = 100

const EXPOSURES = `
WITH wanted AS (
  SELECT DISTINCT ON (customer_id, episode_day, episode_id, moment_no)
    customer_id, episode_day, episode_id, moment_no, location_no, occurred_at AS exposed_at
  FROM experiences WHERE organization_id = $1::uuid
  ORDER BY customer_id, episode_day, episode_id, moment_no, occurred_at, location_no
)
SELECT 'exposure' AS check, concat_ws(' ', customer_id, episode_day, moment_no) AS place
FROM wanted w FULL JOIN (SELECT * FROM exposures WHERE organization_id = $1::uuid) e
  USING (customer_id, episode_day, episode_id, moment_no)
WHERE (w.exposed_at, w.location_no) IS DISTINCT FROM (e.exposed_at, e.location_no) LIMIT ${LIMIT}`

const MOMENTS = `
WITH wanted AS (
  SELECT day, moment_no, location_no, sum(n) AS n, sum(e) AS e, sum(c) AS c, sum(s) AS s, sum(q) AS q FROM (
    SELECT episode_day AS day, moment_no, location_no, 1 AS n, 0 AS e, 0 AS c, 0 AS s, 0 AS q
    FROM exposures WHERE organization_id = $1::uuid
    UNION ALL
    SELECT episode_day, moment_no, location_no, 0, 1, (score IS NOT NULL)::int, coalesce(score, 0), coalesce(score * score, 0)
    FROM experiences WHERE organization_id = $1::uuid) facts
  GROUP BY 1, 2, 3
), stored AS (
  SELECT day, moment_no, location_no, sum(exposure_count) AS n, sum(experience_count) AS e, sum(score_count) AS c,
    sum(score_sum) AS s, sum(score_square_sum) AS q
  FROM (
    SELECT day, moment_no, location_no, exposure_count, experience_count, score_count, score_sum, score_square_sum
    FROM moment_days WHERE organization_id = $1::uuid
    UNION ALL
    SELECT day, moment_no, location_no, exposure_count, experience_count, score_count, score_sum, score_square_sum
    FROM moment_day_deltas WHERE organization_id = $1::uuid) counts
  GROUP BY 1, 2, 3
)
SELECT 'moment-day' AS check, concat_ws(' ', day, moment_no, location_no) AS place
FROM wanted w FULL JOIN stored s USING (day, moment_no, location_no)
WHERE (coalesce(w.n, 0), coalesce(w.e, 0), coalesce(w.c, 0), coalesce(w.s, 0), coalesce(w.q, 0)) IS DISTINCT FROM
  (coalesce(s.n, 0), coalesce(s.e, 0), coalesce(s.c, 0), coalesce(s.s, 0), coalesce(s.q, 0)) LIMIT ${LIMIT}`

const PAIRS = `WITH pair AS (
  SELECT customer_id, coalesce(moment_no, 0) AS moment_no FROM shares WHERE organization_id = $2::uuid
  UNION SELECT customer_id, coalesce(moment_no, 0) FROM complaints WHERE organization_id = $2::uuid
  UNION SELECT customer_id, moment_no FROM exposures
    WHERE organization_id = $2::uuid AND (shared_at IS NOT NULL OR complained_at IS NOT NULL)
), ${CONTRIBUTIONS}`

const MARKS = `${PAIRS}
SELECT 'mark' AS check, concat_ws(' ', customer_id, episode_day, moment_no) AS place FROM wanted LIMIT ${LIMIT}`

const OUTCOME_DAYS = `${PAIRS}, reckoned AS (
  SELECT day, moment_no, location_no, kind, channel, valence, lag_days, count(*) AS n
  FROM contribution GROUP BY 1, 2, 3, 4, 5, 6, 7
), stored AS (
  SELECT day, moment_no, location_no, kind, channel, valence, lag_days, sum(outcome_count) AS n
  FROM (
    SELECT day, moment_no, location_no, kind, channel, valence, lag_days, outcome_count
    FROM outcome_days WHERE organization_id = $2::uuid
    UNION ALL
    SELECT day, moment_no, location_no, kind, channel, valence, lag_days, outcome_count
    FROM outcome_day_deltas WHERE organization_id = $2::uuid) counts
  GROUP BY 1, 2, 3, 4, 5, 6, 7
)
SELECT 'outcome-day' AS check, concat_ws(' ', day, moment_no, location_no, kind, channel, valence, lag_days) AS place
FROM reckoned w FULL JOIN stored s USING (day, moment_no, location_no, kind, channel, valence, lag_days)
WHERE coalesce(w.n, 0) <> coalesce(s.n, 0) LIMIT ${LIMIT}`

/** Partitioned facts have no foreign keys and no unique id: what those would refuse is looked for here. */
const KEYS = `
SELECT 'customer' AS check, e.id::text AS place FROM experiences e
WHERE e.organization_id = $1::uuid AND NOT EXISTS (
  SELECT FROM customers c WHERE c.organization_id = e.organization_id AND c.id = e.customer_id)
UNION ALL
SELECT 'moment', e.id::text FROM experiences e
WHERE e.organization_id = $1::uuid AND e.moment_no <> 0 AND NOT EXISTS (
  SELECT FROM moments m WHERE m.organization_id = e.organization_id AND m.moment_no = e.moment_no)
UNION ALL
SELECT 'id-twice', id::text FROM experiences WHERE organization_id = $1::uuid GROUP BY id HAVING count(*) > 1
LIMIT ${LIMIT}`

/** Recomputes everything that is derived from one organization's facts, in one snapshot, and compares. Empty is right. */
export async function findDifferences(db: Reading): Promise<Difference[]> {
  const Zone = z.object({ time_zone: z.string() })
  await db.rows(z.unknown(), 'SET LOCAL statement_timeout = 0')
  const [organization] = await db.rows(Zone, 'SELECT time_zone FROM organizations WHERE id = $1', [
    db.organizationId,
  ])
  const zone = organization?.time_zone ?? 'UTC'
  const found: Difference[] = []
  for (const statement of [EXPOSURES, MOMENTS, KEYS])
    found.push(...(await db.rows(Difference, statement, [db.organizationId])))
  for (const statement of [MARKS, OUTCOME_DAYS])
    found.push(...(await db.rows(Difference, statement, [zone, db.organizationId])))
  return found
}
