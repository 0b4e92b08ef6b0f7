/** Elapsed time since the exposure, rounded up to these many days of 24 hours; 32767 is later. */
const LAG = `CASE
    WHEN occurred_at - exposed_at <= interval '7 days' THEN 7
    WHEN occurred_at - exposed_at <= interval '14 days' THEN 14
    WHEN occurred_at - exposed_at <= interval '30 days' THEN 30
    WHEN occurred_at - exposed_at <= interval '90 days' THEN 90
    WHEN occurred_at - exposed_at <= interval '365 days' THEN 365
    WHEN occurred_at - exposed_at <= interval '730 days' THEN 730
    ELSE 32767 END`

/**
 * Shares and complaints that count, of the customers and moments in `pair (customer_id, moment_no)`; 0 is "names no moment".
 * A negative share is a complaint where it is public, and nothing here where it is not. `$1` is the organization's zone.
 */
export const OUTCOMES = `outcome AS MATERIALIZED (
  SELECT s.customer_id, p.moment_no, s.id, s.occurred_at, s.episode_id, s.location_no,
    CASE WHEN s.valence < 0 THEN 'complaint' ELSE 'share' END AS kind, s.channel, s.valence,
    (s.occurred_at AT TIME ZONE $1::text)::date AS day
  FROM pair p JOIN shares s ON s.customer_id = p.customer_id AND coalesce(s.moment_no, 0) = p.moment_no
  WHERE s.valence >= 0 OR s.is_public
  UNION ALL
  SELECT c.customer_id, p.moment_no, c.id, c.occurred_at, c.episode_id, c.location_no,
    'complaint', CASE WHEN c.is_public THEN 'public' ELSE 'direct' END, -1,
    (c.occurred_at AT TIME ZONE $1::text)::date
  FROM pair p JOIN complaints c ON c.customer_id = p.customer_id AND coalesce(c.moment_no, 0) = p.moment_no
)`

/**
 * What the outcomes count for: a pure function of the facts, whatever the order in which they came.
 *
 * An outcome belongs to the exposure of its customer and moment in its own episode, where that began no later; else to the
 * latest one before it. What names no moment belongs to an exposure whose moment is not stated either, in its own episode or,
 * without one, on its own business day. The first of each kind marks the exposure and is counted on the exposure's day; what
 * belongs nowhere is counted on its own day with lag −1.
 *
 * One pass over a merged timeline instead of a look-up per outcome, so that a customer with thousands of both stays quick.
 */
export const CONTRIBUTIONS = `${OUTCOMES}, exposed AS MATERIALIZED (
  SELECT e.customer_id, e.moment_no, e.episode_day, e.episode_id, e.location_no, e.exposed_at,
    s.scope, row_number() OVER (PARTITION BY e.customer_id, e.moment_no, s.scope ORDER BY e.exposed_at, e.episode_id) AS turn
  FROM pair p JOIN exposures e ON e.customer_id = p.customer_id AND e.moment_no = p.moment_no,
    LATERAL (SELECT CASE WHEN e.moment_no = 0 THEN (e.exposed_at AT TIME ZONE $1::text)::date ELSE date 'epoch' END AS scope) s
), timeline AS (
  SELECT customer_id, moment_no, scope, exposed_at AS at, 0 AS step, NULL::uuid AS outcome_id FROM exposed
  UNION ALL
  SELECT customer_id, moment_no, CASE WHEN moment_no = 0 THEN day ELSE date 'epoch' END, occurred_at, 1, id FROM outcome
), placed AS (
  SELECT outcome_id, scope, count(*) FILTER (WHERE step = 0)
    OVER (PARTITION BY customer_id, moment_no, scope ORDER BY at, step ROWS UNBOUNDED PRECEDING) AS turn
  FROM timeline
), attached AS (
  SELECT o.*, coalesce(same.episode_day, latest.episode_day) AS exposure_day,
    coalesce(same.episode_id, latest.episode_id) AS exposure_episode,
    CASE WHEN same.episode_day IS NULL THEN latest.location_no ELSE same.location_no END AS exposure_location,
    coalesce(same.exposed_at, latest.exposed_at) AS exposed_at
  FROM outcome o
  JOIN placed t ON t.outcome_id = o.id
  LEFT JOIN exposed same ON same.customer_id = o.customer_id AND same.moment_no = o.moment_no
    AND same.episode_id = o.episode_id AND same.exposed_at <= o.occurred_at
  LEFT JOIN exposed latest ON latest.customer_id = o.customer_id AND latest.moment_no = o.moment_no
    AND latest.scope = t.scope AND latest.turn = t.turn AND (o.moment_no > 0 OR o.episode_id IS NULL)
), mark AS MATERIALIZED (
  SELECT DISTINCT ON (customer_id, moment_no, exposure_day, exposure_episode, kind) *
  FROM attached WHERE exposure_day IS NOT NULL
  ORDER BY customer_id, moment_no, exposure_day, exposure_episode, kind, occurred_at, id
), contribution AS (
  SELECT exposure_day AS day, moment_no, exposure_location AS location_no, kind, channel, valence, ${LAG} AS lag_days
  FROM mark
  UNION ALL
  SELECT day, moment_no, location_no, kind, channel, valence, -1 FROM attached WHERE exposure_day IS NULL
)`
