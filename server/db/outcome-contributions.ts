/**
 * Shares and complaints that count, of the customers and moments in `pair (customer_id, moment_no)`; 0 is "names no moment".
 * A negative share is a complaint where it is public, and nothing here where it is not. `$1` is the organization's zone.
 */
export const OUTCOMES = `outcome AS MATERIALIZED (
  SELECT s.customer_id, p.moment_no, s.id, s.occurred_at, s.episode_id, s.location_no,
    CASE WHEN s.valence < 0 THEN 'complaint' ELSE 'share' END AS kind, s.channel, s.valence
  FROM pair p JOIN shares s ON s.customer_id = p.customer_id AND coalesce(s.moment_no, 0) = p.moment_no
  WHERE s.valence >= 0 OR s.is_public
  UNION ALL
  SELECT c.customer_id, p.moment_no, c.id, c.occurred_at, c.episode_id, c.location_no,
    'complaint', CASE WHEN c.is_public THEN 'public' ELSE 'direct' END, -1
  FROM pair p JOIN complaints c ON c.customer_id = p.customer_id AND coalesce(c.moment_no, 0) = p.moment_no
)`

/** Elapsed time since the exposure, rounded up to these many days of 24 hours; 32767 is later. */
const LAG = `CASE
    WHEN at - exposed_at <= interval '7 days' THEN 7
    WHEN at - exposed_at <= interval '14 days' THEN 14
    WHEN at - exposed_at <= interval '30 days' THEN 30
    WHEN at - exposed_at <= interval '90 days' THEN 90
    WHEN at - exposed_at <= interval '365 days' THEN 365
    WHEN at - exposed_at <= interval '730 days' THEN 730
    ELSE 32767 END`

/**
 * What the outcomes count for: a pure function of the facts, whatever the order in which they came.
 *
 * An outcome belongs to the exposure of its customer and moment in its own episode, where that began no later; else to the
 * latest one before it. What names no moment belongs to an exposure whose moment is not stated either, in its own episode or,
 * without one, on its own business day (the scope). The first of each kind marks the exposure and is counted on the
 * exposure's day; what belongs nowhere is counted on its own day with lag −1.
 *
 * Reads `known`, the exposures of at least these customers: a batch finds them by an array of the customers, which one machine and a
 * cluster both answer by the key, whatever they estimate.
 *
 * One timeline of exposures (step 0) and outcomes (step 1) and windows over it, without a join of the two: a customer with
 * thousands of both stays quick, and no wrong estimate makes the planner compare each with each.
 */
export const CONTRIBUTIONS = `${OUTCOMES}, exposed AS MATERIALIZED (
  SELECT e.customer_id, e.moment_no, e.episode_day, e.episode_id, e.location_no, e.exposed_at,
    e.shared_at, e.share_channel, e.share_valence, e.complained_at, e.complaint_channel
  FROM pair p JOIN known e USING (customer_id, moment_no)
), timeline AS (
  SELECT 0 AS step, customer_id, moment_no, exposed_at AS at, episode_id, location_no, episode_day,
    NULL::uuid AS id, NULL AS kind, NULL AS channel, NULL::smallint AS valence
  FROM exposed
  UNION ALL
  SELECT 1, customer_id, moment_no, occurred_at, episode_id, location_no, NULL, id, kind, channel, valence FROM outcome
), scoped AS (
  SELECT *, (at AT TIME ZONE $1::text)::date AS day,
    CASE WHEN moment_no = 0 THEN (at AT TIME ZONE $1::text)::date ELSE date 'epoch' END AS scope
  FROM timeline
), numbered AS (
  SELECT *, count(*) FILTER (WHERE step = 0) OVER (PARTITION BY customer_id, moment_no, scope ORDER BY at, step, episode_id) AS turn,
    max(at) FILTER (WHERE step = 0) OVER own AS own_at,
    max(episode_day) FILTER (WHERE step = 0) OVER own AS own_day,
    max(location_no) FILTER (WHERE step = 0) OVER own AS own_location
  FROM scoped WINDOW own AS (PARTITION BY customer_id, moment_no, episode_id)
), placed AS (
  SELECT *, first_value(at) OVER last AS last_at, first_value(episode_day) OVER last AS last_day,
    first_value(episode_id) OVER last AS last_episode, first_value(location_no) OVER last AS last_location,
    own_at <= at AS is_own, turn > 0 AND (moment_no > 0 OR episode_id IS NULL) AS is_after
  FROM numbered WINDOW last AS (PARTITION BY customer_id, moment_no, scope, turn ORDER BY step, at)
), attached AS MATERIALIZED (
  SELECT customer_id, moment_no, id, at, kind, channel, valence, day, location_no,
    CASE WHEN is_own THEN own_day WHEN is_after THEN last_day END AS exposure_day,
    CASE WHEN is_own THEN episode_id WHEN is_after THEN last_episode END AS exposure_episode,
    CASE WHEN is_own THEN own_location WHEN is_after THEN last_location END AS exposure_location,
    CASE WHEN is_own THEN own_at WHEN is_after THEN last_at END AS exposed_at
  FROM placed WHERE step = 1
), mark AS MATERIALIZED (
  SELECT DISTINCT ON (customer_id, moment_no, exposure_day, exposure_episode, kind) *
  FROM attached WHERE exposure_day IS NOT NULL
  ORDER BY customer_id, moment_no, exposure_day, exposure_episode, kind, at, id
), wanted AS (
  SELECT customer_id, moment_no, episode_day, episode_id,
    max(at) FILTER (WHERE kind = 'share') AS shared_at, max(channel) FILTER (WHERE kind = 'share') AS share_channel,
    max(valence) FILTER (WHERE kind = 'share') AS share_valence,
    max(at) FILTER (WHERE kind = 'complaint') AS complained_at,
    max(channel) FILTER (WHERE kind = 'complaint') AS complaint_channel
  FROM (
    SELECT customer_id, moment_no, exposure_day AS episode_day, exposure_episode AS episode_id, kind, at, channel, valence
    FROM mark
    UNION ALL SELECT customer_id, moment_no, episode_day, episode_id, 'stored', shared_at, share_channel, share_valence FROM exposed
    UNION ALL SELECT customer_id, moment_no, episode_day, episode_id, 'stored-complaint', complained_at, complaint_channel, NULL
    FROM exposed) said
  GROUP BY customer_id, moment_no, episode_day, episode_id
  HAVING (max(at) FILTER (WHERE kind = 'share'), max(channel) FILTER (WHERE kind = 'share'),
      max(valence) FILTER (WHERE kind = 'share'), max(at) FILTER (WHERE kind = 'complaint'),
      max(channel) FILTER (WHERE kind = 'complaint')) IS DISTINCT FROM
    (max(at) FILTER (WHERE kind = 'stored'), max(channel) FILTER (WHERE kind = 'stored'),
      max(valence) FILTER (WHERE kind = 'stored'), max(at) FILTER (WHERE kind = 'stored-complaint'),
      max(channel) FILTER (WHERE kind = 'stored-complaint'))
), contribution AS (
  SELECT exposure_day AS day, moment_no, exposure_location AS location_no, kind, channel, valence, ${LAG} AS lag_days
  FROM mark
  UNION ALL
  SELECT day, moment_no, location_no, kind, channel, valence, -1 FROM attached WHERE exposure_day IS NULL
)`
