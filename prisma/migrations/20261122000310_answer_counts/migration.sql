-- Answers to "worth it?" by day and by the place where the run ended. Exposures may be on other nodes and have no triggers, so whoever
-- changes exposures or answers of a customer calls count_answers before (with −1) and after (with 1): what remains is the difference.

CREATE FUNCTION count_answers(p_customers uuid[], p_sign integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  org uuid := current_org();
  ends smallint[] := (SELECT coalesce(array_agg(moment_no), '{}') FROM moments WHERE organization_id = org AND is_end);
BEGIN
  WITH answer AS MATERIALIZED (
    SELECT customer_id, episode_id, episode_day, is_worth_it FROM episode_answers
    WHERE organization_id = org AND customer_id = ANY (p_customers)
  ), ended AS MATERIALIZED (
    SELECT DISTINCT a.customer_id, a.episode_id, a.episode_day, a.is_worth_it, x.location_no
    FROM answer a JOIN exposures x ON x.customer_id = a.customer_id AND x.episode_day = a.episode_day AND x.episode_id = a.episode_id
    WHERE x.organization_id = org AND x.customer_id = ANY (p_customers) AND x.moment_no = ANY (ends)
  ), place AS (
    SELECT episode_day, is_worth_it, location_no::text AS place FROM ended
    UNION ALL SELECT episode_day, is_worth_it, 'all' FROM (SELECT DISTINCT customer_id, episode_id, episode_day, is_worth_it FROM ended) once
  )
  INSERT INTO count_day_deltas (organization_id, measure, part, currency, day, count, amount_minor)
  SELECT org, 'answer', concat(CASE WHEN is_worth_it THEN 'yes:' ELSE 'no:' END, place), '', episode_day, sign(p_sign) * count(*), 0
  FROM place GROUP BY 3, 5;
END $$;
REVOKE ALL ON FUNCTION count_answers(uuid[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_answers(uuid[], integer) TO zhile_app;

-- What is there already.
WITH ended AS MATERIALIZED (
  SELECT DISTINCT a.organization_id, a.customer_id, a.episode_id, a.episode_day, a.is_worth_it, x.location_no
  FROM episode_answers a
  JOIN exposures x ON x.customer_id = a.customer_id AND x.episode_day = a.episode_day AND x.episode_id = a.episode_id
  JOIN moments m ON m.organization_id = a.organization_id AND m.moment_no = x.moment_no AND m.is_end
), place AS (
  SELECT organization_id, episode_day, is_worth_it, location_no::text AS place FROM ended
  UNION ALL SELECT organization_id, episode_day, is_worth_it, 'all'
  FROM (SELECT DISTINCT organization_id, customer_id, episode_id, episode_day, is_worth_it FROM ended) once
)
INSERT INTO count_days (organization_id, measure, part, currency, day, count, amount_minor)
SELECT organization_id, 'answer', concat(CASE WHEN is_worth_it THEN 'yes:' ELSE 'no:' END, place), '', episode_day, count(*), 0
FROM place GROUP BY 1, 3, 5;
