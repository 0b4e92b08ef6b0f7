-- What became of the shares of a moment: each claim that names the moment belongs to its referrer's last share in time before it, so that
-- enquiries, visits and deals add up by the day and place of the exposure that was shared. (Before, any share of the span counted, which no
-- sum of days can say.) 30 days is the horizon of shares in metric version m1; rollups:verify holds it against the application's.

-- Claims and referrals are on the coordinator: triggers, as for whatever else is counted by day (20261122000300_rollups).
DO $$
DECLARE t text; rule text;
BEGIN
  FOR t, rule IN VALUES
    ('referral_claims', $rule$SELECT t.organization_id, v.measure, concat(t.moment_no, ':', p.place), '', t.episode_day, 1, 0 FROM (
    SELECT DISTINCT ON (c.id) c.id, c.organization_id, c.moment_no, e.episode_day, e.location_no, true AS is_enquiry, false AS is_visit, false AS is_deal
    FROM ROWS c JOIN exposures e ON e.organization_id = c.organization_id AND e.customer_id = c.referrer_id AND e.moment_no = c.moment_no
      AND e.shared_at <= c.occurred_at AND e.shared_at <= e.exposed_at + interval '30 days'
    WHERE c.taken_back_at IS NULL
    ORDER BY c.id, e.shared_at DESC, e.episode_day DESC, e.episode_id) t
  CROSS JOIN LATERAL (VALUES (t.location_no::text), ('all')) AS p (place)
  CROSS JOIN LATERAL (VALUES ('enquiry', t.is_enquiry), ('enquiry-visit', t.is_visit), ('enquiry-deal', t.is_deal)) AS v (measure, counts)
  WHERE v.counts$rule$),
    ('referrals', $rule$SELECT t.organization_id, v.measure, concat(t.moment_no, ':', p.place), '', t.episode_day, 1, 0 FROM (
    SELECT DISTINCT ON (r.id) r.id, c.organization_id, c.moment_no, e.episode_day, e.location_no, false AS is_enquiry, true AS is_visit, r.bought_at IS NOT NULL AS is_deal
    FROM ROWS r JOIN referral_claims c ON c.organization_id = r.organization_id AND c.id = r.winning_claim_id
    JOIN exposures e ON e.organization_id = c.organization_id AND e.customer_id = c.referrer_id AND e.moment_no = c.moment_no
      AND e.shared_at <= c.occurred_at AND e.shared_at <= e.exposed_at + interval '30 days'
    WHERE r.voided_at IS NULL AND r.visited_at IS NOT NULL
    ORDER BY r.id, e.shared_at DESC, e.episode_day DESC, e.episode_id) t
  CROSS JOIN LATERAL (VALUES (t.location_no::text), ('all')) AS p (place)
  CROSS JOIN LATERAL (VALUES ('enquiry', t.is_enquiry), ('enquiry-visit', t.is_visit), ('enquiry-deal', t.is_deal)) AS v (measure, counts)
  WHERE v.counts$rule$)
  LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_change(%L)',
      t || '_enquiry_insert', t, rule);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_change(%L)',
      t || '_enquiry_update', t, rule);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_change(%L)',
      t || '_enquiry_delete', t, rule);
    -- What is there already.
    EXECUTE 'INSERT INTO count_days (organization_id, measure, part, currency, day, count, amount_minor)
      SELECT organization_id, measure, part, currency, day, sum(count), sum(amount) FROM (' || replace(rule, 'ROWS', t)
      || ') AS counted (organization_id, measure, part, currency, day, count, amount) GROUP BY 1, 2, 3, 4, 5';
  END LOOP;
END $$;

-- Exposures have no triggers: whoever changes the shares of pairs of customer and moment calls this before (with -1) and after (with 1).
CREATE FUNCTION count_enquiries(p_customers uuid[], p_moments smallint[], p_sign integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- Hardly anybody refers: without a claim of theirs nothing else is read.
  IF NOT EXISTS (SELECT FROM referral_claims WHERE organization_id = current_org() AND referrer_id = ANY (p_customers)) THEN RETURN; END IF;
  INSERT INTO count_day_deltas (organization_id, measure, part, currency, day, count, amount_minor)
  SELECT organization_id, measure, part, currency, day, sign(p_sign) * sum(count), 0 FROM (
  SELECT t.organization_id, v.measure, concat(t.moment_no, ':', p.place), '', t.episode_day, 1, 0 FROM (
    SELECT DISTINCT ON (c.id) c.id, c.organization_id, c.moment_no, e.episode_day, e.location_no, true AS is_enquiry, false AS is_visit, false AS is_deal
    FROM (SELECT x.* FROM referral_claims x WHERE x.organization_id = current_org() AND (x.referrer_id, x.moment_no) IN (SELECT * FROM unnest(p_customers, p_moments))) c JOIN exposures e ON e.organization_id = c.organization_id AND e.customer_id = c.referrer_id AND e.moment_no = c.moment_no
      AND e.shared_at <= c.occurred_at AND e.shared_at <= e.exposed_at + interval '30 days'
    WHERE c.taken_back_at IS NULL
    ORDER BY c.id, e.shared_at DESC, e.episode_day DESC, e.episode_id) t
  CROSS JOIN LATERAL (VALUES (t.location_no::text), ('all')) AS p (place)
  CROSS JOIN LATERAL (VALUES ('enquiry', t.is_enquiry), ('enquiry-visit', t.is_visit), ('enquiry-deal', t.is_deal)) AS v (measure, counts)
  WHERE v.counts
  UNION ALL
  SELECT t.organization_id, v.measure, concat(t.moment_no, ':', p.place), '', t.episode_day, 1, 0 FROM (
    SELECT DISTINCT ON (r.id) r.id, c.organization_id, c.moment_no, e.episode_day, e.location_no, false AS is_enquiry, true AS is_visit, r.bought_at IS NOT NULL AS is_deal
    FROM (SELECT x.* FROM referrals x JOIN referral_claims y ON y.organization_id = x.organization_id AND y.id = x.winning_claim_id
      WHERE x.organization_id = current_org() AND (y.referrer_id, y.moment_no) IN (SELECT * FROM unnest(p_customers, p_moments))) r JOIN referral_claims c ON c.organization_id = r.organization_id AND c.id = r.winning_claim_id
    JOIN exposures e ON e.organization_id = c.organization_id AND e.customer_id = c.referrer_id AND e.moment_no = c.moment_no
      AND e.shared_at <= c.occurred_at AND e.shared_at <= e.exposed_at + interval '30 days'
    WHERE r.voided_at IS NULL AND r.visited_at IS NOT NULL
    ORDER BY r.id, e.shared_at DESC, e.episode_day DESC, e.episode_id) t
  CROSS JOIN LATERAL (VALUES (t.location_no::text), ('all')) AS p (place)
  CROSS JOIN LATERAL (VALUES ('enquiry', t.is_enquiry), ('enquiry-visit', t.is_visit), ('enquiry-deal', t.is_deal)) AS v (measure, counts)
  WHERE v.counts
  ) AS counted (organization_id, measure, part, currency, day, count, amount)
  GROUP BY 1, 2, 3, 4, 5;
END $$;
REVOKE ALL ON FUNCTION count_enquiries(uuid[], smallint[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_enquiries(uuid[], smallint[], integer) TO zhile_app;
