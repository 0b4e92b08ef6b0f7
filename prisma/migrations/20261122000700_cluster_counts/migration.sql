-- Counts that look at exposures, in forms that a cluster answers: no join of exposures with a trigger's rows, and as whoever changed the exposures in
-- the same transaction, since a cluster refuses one fact met as two roles (docs/decisions/018-a-cluster-holds-facts-only.md).

-- The referrer's last share of a moment in time before a claim; 30 days is the horizon of shares in metric version m1.
CREATE FUNCTION last_share_before(p_customer uuid, p_moment smallint, p_at timestamptz, OUT episode_day date, OUT location_no smallint)
RETURNS SETOF record LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT e.episode_day, e.location_no FROM exposures e
    WHERE e.customer_id = p_customer AND e.moment_no = p_moment AND e.shared_at <= p_at AND e.shared_at <= e.exposed_at + interval '30 days'
    ORDER BY e.shared_at DESC, e.episode_day DESC, e.episode_id LIMIT 1;
END $$;
REVOKE ALL ON FUNCTION last_share_before(uuid, smallint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION last_share_before(uuid, smallint, timestamptz) TO zhile_app;

-- Deltas of the organization that asks; the application may add to them, as to those of moments, and change none.
CREATE FUNCTION add_counts(p_measures text[], p_parts text[], p_days date[], p_counts bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO count_day_deltas (organization_id, measure, part, currency, day, count, amount_minor)
  SELECT current_org(), measure, part, '', day, count, 0
  FROM unnest(p_measures, p_parts, p_days, p_counts) AS added (measure, part, day, count)
$$;
REVOKE ALL ON FUNCTION add_counts(text[], text[], date[], bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add_counts(text[], text[], date[], bigint[]) TO zhile_app;

DO $$
DECLARE t text; rule text;
BEGIN
  FOR t, rule IN VALUES
    ('referral_claims', $rule$SELECT t.organization_id, v.measure, concat(t.moment_no, ':', p.place), '', t.episode_day, 1, 0 FROM (
    SELECT c.organization_id, c.moment_no, e.episode_day, e.location_no, true AS is_enquiry, false AS is_visit, false AS is_deal
    FROM ROWS c CROSS JOIN LATERAL last_share_before(c.referrer_id, c.moment_no, c.occurred_at) e
    WHERE c.taken_back_at IS NULL AND c.moment_no IS NOT NULL) t
  CROSS JOIN LATERAL (VALUES (t.location_no::text), ('all')) AS p (place)
  CROSS JOIN LATERAL (VALUES ('enquiry', t.is_enquiry), ('enquiry-visit', t.is_visit), ('enquiry-deal', t.is_deal)) AS v (measure, counts)
  WHERE v.counts$rule$),
    ('referrals', $rule$SELECT t.organization_id, v.measure, concat(t.moment_no, ':', p.place), '', t.episode_day, 1, 0 FROM (
    SELECT c.organization_id, c.moment_no, e.episode_day, e.location_no, false AS is_enquiry, true AS is_visit, r.bought_at IS NOT NULL AS is_deal
    FROM ROWS r JOIN referral_claims c ON c.organization_id = r.organization_id AND c.id = r.winning_claim_id
    CROSS JOIN LATERAL last_share_before(c.referrer_id, c.moment_no, c.occurred_at) e
    WHERE r.voided_at IS NULL AND r.visited_at IS NOT NULL AND c.moment_no IS NOT NULL) t
  CROSS JOIN LATERAL (VALUES (t.location_no::text), ('all')) AS p (place)
  CROSS JOIN LATERAL (VALUES ('enquiry', t.is_enquiry), ('enquiry-visit', t.is_visit), ('enquiry-deal', t.is_deal)) AS v (measure, counts)
  WHERE v.counts$rule$)
  LOOP
    EXECUTE format('DROP TRIGGER %I ON %I', t || '_enquiry_insert', t);
    EXECUTE format('DROP TRIGGER %I ON %I', t || '_enquiry_update', t);
    EXECUTE format('DROP TRIGGER %I ON %I', t || '_enquiry_delete', t);
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_change(%L)',
      t || '_enquiry_insert', t, rule);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_change(%L)',
      t || '_enquiry_update', t, rule);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_change(%L)',
      t || '_enquiry_delete', t, rule);
  END LOOP;
END $$;


CREATE OR REPLACE FUNCTION count_enquiries(p_customers uuid[], p_moments smallint[], p_sign integer) RETURNS void
LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
DECLARE measures text[]; parts text[]; days date[]; counts bigint[];
BEGIN
  -- Hardly anybody refers: without a claim of theirs nothing else is read.
  IF NOT EXISTS (SELECT 1 FROM referral_claims WHERE organization_id = current_org() AND referrer_id = ANY (p_customers)) THEN RETURN; END IF;
  SELECT array_agg(g.measure), array_agg(g.part), array_agg(g.episode_day), array_agg(g.n) INTO measures, parts, days, counts FROM (
    SELECT v.measure, concat(t.moment_no, ':', p.place) AS part, t.episode_day, sign(p_sign)::bigint * count(*) AS n FROM (
      SELECT c.moment_no, e.episode_day, e.location_no, c.taken_back_at IS NULL AS is_enquiry,
        r.visited_at IS NOT NULL AS is_visit, r.visited_at IS NOT NULL AND r.bought_at IS NOT NULL AS is_deal
      FROM (SELECT DISTINCT * FROM unnest(p_customers, p_moments) AS pair (referrer_id, moment_no)) pair
      JOIN referral_claims c ON c.organization_id = current_org() AND c.referrer_id = pair.referrer_id AND c.moment_no = pair.moment_no
      CROSS JOIN LATERAL last_share_before(c.referrer_id, c.moment_no, c.occurred_at) e
      LEFT JOIN referrals r ON r.organization_id = c.organization_id AND r.winning_claim_id = c.id AND r.voided_at IS NULL) t
    CROSS JOIN LATERAL (VALUES (t.location_no::text), ('all')) AS p (place)
    CROSS JOIN LATERAL (VALUES ('enquiry', t.is_enquiry), ('enquiry-visit', t.is_visit), ('enquiry-deal', t.is_deal)) AS v (measure, counts)
    WHERE v.counts GROUP BY 1, 2, 3) g;
  PERFORM add_counts(measures, parts, days, counts);
END $$;

CREATE OR REPLACE FUNCTION count_answers(p_customers uuid[], p_sign integer) RETURNS void
LANGUAGE plpgsql SECURITY INVOKER SET search_path = public, pg_temp AS $$
DECLARE
  org uuid := current_org(); measures text[]; parts text[]; days date[]; counts bigint[];
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
  SELECT array_agg('answer'::text), array_agg(g.part), array_agg(g.episode_day), array_agg(g.n) INTO measures, parts, days, counts FROM (
    SELECT concat(CASE WHEN is_worth_it THEN 'yes:' ELSE 'no:' END, place) AS part, episode_day, sign(p_sign)::bigint * count(*) AS n
    FROM place GROUP BY 1, 2) g;
  PERFORM add_counts(measures, parts, days, counts);
END $$;
