import { z } from 'zod'
import { CONTRIBUTIONS } from './outcome-contributions.ts'
import type { Reading } from './reading.ts'
import { Difference, MOST_DIFFERENCES } from './rollup-difference.ts'

/** Shares and complaints looked at together: enough to be quick, few enough to sort in memory. */
const SLICE = 200_000

const Size = z.object({ count: z.coerce.number() })

/** All pairs of customer and moment that have an outcome or a mark, of one slice of the customers. */
const PAIRS = `WITH pair AS (
  SELECT customer_id, coalesce(moment_no, 0) AS moment_no FROM shares WHERE organization_id = $2::uuid AND IN_SLICE
  UNION SELECT customer_id, coalesce(moment_no, 0) FROM complaints WHERE organization_id = $2::uuid AND IN_SLICE
  UNION SELECT customer_id, moment_no FROM exposures
    WHERE organization_id = $2::uuid AND (shared_at IS NOT NULL OR complained_at IS NOT NULL) AND IN_SLICE
), known AS MATERIALIZED (
  SELECT * FROM exposures WHERE organization_id = $2::uuid AND customer_id IN (SELECT customer_id FROM pair)
), ${CONTRIBUTIONS}`.replaceAll(
  'IN_SLICE',
  '(uuid_hash(customer_id) & 2147483647) % $3::int = $4::int',
)

const MARKS = `${PAIRS}
SELECT 'mark' AS check, concat_ws(' ', customer_id, episode_day, moment_no) AS place FROM wanted LIMIT ${MOST_DIFFERENCES}`

/**
 * A day and moment's counts as one number: the sum of each count times a hash of its cell. Sums of slices add up to it, whatever the
 * order, so that customers can be taken in slices and nothing grows with the facts.
 */
const PRINT = `sum(n * hashtextextended(concat_ws('|', location_no, kind, channel, valence, lag_days), 0)::numeric)::text`

const Print = z.object({ place: z.string(), print: z.string() })

const RECKONED = `${PAIRS}, cell AS (
  SELECT day, moment_no, location_no, kind, channel, valence, lag_days, count(*) AS n
  FROM contribution GROUP BY 1, 2, 3, 4, 5, 6, 7)
SELECT concat_ws(' ', day, moment_no) AS place, ${PRINT} AS print FROM cell GROUP BY day, moment_no`

const STORED = `SELECT concat_ws(' ', day, moment_no) AS place, ${PRINT} AS print FROM (
  SELECT day, moment_no, location_no, kind, channel, valence, lag_days, outcome_count AS n
  FROM outcome_days WHERE organization_id = $1
  UNION ALL
  SELECT day, moment_no, location_no, kind, channel, valence, lag_days, outcome_count
  FROM outcome_day_deltas WHERE organization_id = $1) AS cell
GROUP BY day, moment_no`

/** Recomputes all marks and outcome counts from the facts, slice by slice of the customers. */
export async function findOutcomeDifferences(db: Reading, zone: string): Promise<Difference[]> {
  const [size] = await db.rows(
    Size,
    `SELECT (SELECT count(*) FROM shares WHERE organization_id = $1) + (SELECT count(*) FROM complaints WHERE organization_id = $1) AS count`,
    [db.organizationId],
  )
  const slices = Math.ceil((size?.count ?? 0) / SLICE) || 1
  const found: Difference[] = []
  const open = new Map<string, bigint>()
  const add = (place: string, print: bigint) => open.set(place, (open.get(place) ?? 0n) + print)
  for (let slice = 0; slice < slices; slice += 1) {
    const values = [zone, db.organizationId, slices, slice]
    found.push(...(await db.rows(Difference, MARKS, values)))
    for (const { place, print } of await db.rows(Print, RECKONED, values)) add(place, BigInt(print))
  }
  for (const { place, print } of await db.rows(Print, STORED, [db.organizationId]))
    add(place, -BigInt(print))
  for (const [place, print] of open) if (print !== 0n) found.push({ check: 'outcome-day', place })
  return found
}
