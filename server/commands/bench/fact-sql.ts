import { type BenchDay, BLOCK } from './calendar.ts'
import { SOURCE } from './customers.ts'

export type FactWorld = {
  organizationId: string
  timeZone: string
  customerCount: number
  momentCount: number
  /** Nothing happens after it. */
  lastInstant: Date
}

/** How many moments each visit of a block has, and how many came before it in the block: fifty in all. */
const VISIT_SIZES = '(ARRAY[1,2,3,4,5,5,6,7,8,9])'
const VISIT_STARTS = '(ARRAY[0,1,3,6,10,15,20,26,33,41])'

/**
 * The visits and experiences of one day as rows of `fact`.
 *
 * Customers by a power law with exponent one half (of a million the busiest comes seven thousand times), places and first moments
 * by Zipf's law, then on through the journey or anywhere; one moment in a hundred is not stated. Everything lies between 08:00 and
 * midnight of a zone without summer time, so that the day of the clock and the business day share their month.
 */
function factsOf(world: FactWorld, { day, firstBlock, blockCount }: BenchDay): string {
  const first = firstBlock * BLOCK.visits
  const last = first + blockCount * BLOCK.visits - 1
  return `
visit AS (
  SELECT v.no, c.id AS customer_id, md5(c.id::text || '${day}')::uuid AS episode_id,
    CASE WHEN bench.u(v.no, 3) < 0.9 THEN c.location_no ELSE bench.location(bench.u(v.no, 4)) END AS location_no,
    ((date '${day}' + time '08:00') AT TIME ZONE '${world.timeZone}') + floor(bench.u(v.no, 5) * 36000) * interval '1 second' AS begins,
    bench.zipf(bench.u(v.no, 6), ${world.momentCount}) AS first_moment
  FROM generate_series(${first}, ${last}) AS v (no)
  JOIN bench.customers c ON c.rank = 1 + floor(${world.customerCount} * power(bench.u(v.no, 1), 2))::int
), numbered AS (
  SELECT v.*, step, (v.no / ${BLOCK.visits})::bigint * ${BLOCK.experiences} + ${VISIT_STARTS}[1 + v.no % ${BLOCK.visits}] + step AS n
  FROM visit v CROSS JOIN LATERAL generate_series(1, ${VISIT_SIZES}[1 + v.no % ${BLOCK.visits}]) AS step
), fact AS MATERIALIZED (
  SELECT n, customer_id, episode_id, location_no, md5('E' || n)::uuid AS id,
    begins + ((step - 1) * 2100 + floor(bench.u(n, 11) * 1800)) * interval '1 second' AS occurred_at,
    CASE WHEN bench.u(n, 12) < 0.01 THEN 0
      WHEN bench.u(n, 13) < 0.7 THEN 1 + (first_moment * 5 + step) % ${world.momentCount}
      ELSE 1 + (bench.zipf(bench.u(n, 14), ${world.momentCount}) * 5) % ${world.momentCount} END::smallint AS moment_no,
    bench.u(n, 15) AS mood
  FROM numbered
)`
}

/** Puts a month's days, one by one, into experiences, exposures, shares, complaints and the deltas of their counts. */
export function insertDay(world: FactWorld, month: string, day: BenchDay): string {
  const suffix = month.replace('-', '')
  const organization = `'${world.organizationId}'::uuid`
  return `WITH ${factsOf(world, day)}, lived AS (
  INSERT INTO experiences_${suffix} (customer_id, occurred_at, id, organization_id, recorded_at, moment_no, location_no, score,
    emotion, note, staff_ref, source, external_id, episode_id, episode_day, content_hash)
  SELECT customer_id, occurred_at, id, ${organization}, occurred_at + interval '90 seconds', moment_no, location_no,
    ${SCORE}, CASE WHEN mood > 0.75 THEN (ARRAY['content','delighted','relieved','disappointed'])[1 + (n % 4)::int] END,
    CASE WHEN n % 40 = 7 THEN '等了一会儿,后来都好' END, CASE WHEN n % 5 < 3 THEN 'S' || n % 60 END,
    '${SOURCE}', 'E' || n, episode_id, date '${day.day}', uuid_send(id)
  FROM fact
), exposed AS (
  INSERT INTO exposures_${suffix} (customer_id, episode_day, episode_id, moment_no, organization_id, location_no, exposed_at)
  SELECT DISTINCT ON (customer_id, moment_no)
    customer_id, date '${day.day}', episode_id, moment_no, ${organization}, location_no, occurred_at
  FROM fact ORDER BY customer_id, moment_no, occurred_at, location_no
  RETURNING moment_no, location_no
), ${voicesOf(world)}, change AS (
  SELECT moment_no, location_no, 0 AS exposures, 1 AS experiences, ${SCORE} AS score FROM fact
  UNION ALL SELECT moment_no, location_no, 1, 0, NULL FROM exposed
)
INSERT INTO moment_day_deltas (organization_id, day, moment_no, location_no, exposure_count, experience_count, score_count,
  score_sum, score_square_sum)
SELECT ${organization}, date '${day.day}', moment_no, location_no, sum(exposures), sum(experiences), count(score),
  coalesce(sum(score), 0), coalesce(sum(score * score), 0)
FROM change GROUP BY moment_no, location_no`
}

/** Seven in ten give a score; the mean depends on the moment. */
const SCORE = `CASE WHEN mood < 0.7
  THEN greatest(-5, least(5, round(1.5 + (moment_no % 5) * 0.5 + (mood - 0.35) * 14)))::int END`

/** About two in a hundred tell somebody and one in a hundred complains, by the moment; most of them within days. */
function voicesOf({ organizationId, lastInstant }: FactWorld): string {
  const last = `'${lastInstant.toISOString()}'::timestamptz`
  const named = (salt: number) => `fact.moment_no > 0 AND bench.u(n, ${salt}) < 0.95`
  const later = (salt: number) =>
    `occurred_at + interval '20 minutes' + floor(power(bench.u(n, ${salt}), 4) * 17280000) * interval '1 second'`
  return `shared AS (
  INSERT INTO shares (id, organization_id, customer_id, occurred_at, recorded_at, moment_id, moment_no, location_no, channel, valence,
    is_public, proof, source, external_id, content_hash)
  SELECT md5('S' || n)::uuid, '${organizationId}'::uuid, customer_id, ${later(22)}, least(${last}, ${later(22)}),
    CASE WHEN ${named(23)} THEN m.id END, CASE WHEN ${named(23)} THEN fact.moment_no END, fact.location_no,
    (ARRAY['feed','group','one-to-one','photo','review','in-person'])[bench.zipf(bench.u(n, 24), 6)],
    CASE WHEN bench.u(n, 25) < 0.9 THEN 1 WHEN bench.u(n, 25) < 0.95 THEN 0 ELSE -1 END, bench.u(n, 26) < 0.4,
    'reported', '${SOURCE}', 'S' || n, uuid_send(fact.id)
  FROM fact LEFT JOIN moments m ON m.organization_id = '${organizationId}'::uuid AND m.moment_no = fact.moment_no
  WHERE bench.u(n, 21) < 0.01 + (fact.moment_no % 5) * 0.005 AND ${later(22)} <= ${last}
), complained AS (
  INSERT INTO complaints (id, organization_id, customer_id, occurred_at, recorded_at, moment_id, moment_no, location_no, severity,
    is_public, source, external_id, content_hash)
  SELECT md5('K' || n)::uuid, '${organizationId}'::uuid, customer_id, ${later(32)}, least(${last}, ${later(32)}),
    CASE WHEN ${named(33)} THEN m.id END, CASE WHEN ${named(33)} THEN fact.moment_no END, fact.location_no,
    1 + (n % 3)::int, bench.u(n, 36) < 0.2, '${SOURCE}', 'K' || n, uuid_send(fact.id)
  FROM fact LEFT JOIN moments m ON m.organization_id = '${organizationId}'::uuid AND m.moment_no = fact.moment_no
  WHERE bench.u(n, 31) < 0.006 + (fact.moment_no % 4) * 0.003 AND ${later(32)} <= ${last}
)`
}
