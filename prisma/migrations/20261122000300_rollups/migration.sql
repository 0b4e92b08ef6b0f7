-- Coarse levels of the rollups, counts of everything else by day, the alarm of the nightly look, and archived months.
-- docs/decisions/017-levels-of-the-rollups.md says why these levels.

-- AlterTable
ALTER TABLE "moment_days" ADD COLUMN     "share_7" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "share_14" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "share_30" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "share_90" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "share_365" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "share_730" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "share_later" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "share_unattached" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "complaint_7" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "complaint_14" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "complaint_30" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "complaint_90" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "complaint_365" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "complaint_730" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "complaint_later" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "complaint_unattached" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "moment_totals" (
    "organization_id" UUID NOT NULL,
    "grain" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "moment_no" SMALLINT NOT NULL,
    "location_no" SMALLINT NOT NULL,
    "exposure_count" BIGINT NOT NULL DEFAULT 0,
    "experience_count" BIGINT NOT NULL DEFAULT 0,
    "score_count" BIGINT NOT NULL DEFAULT 0,
    "score_sum" BIGINT NOT NULL DEFAULT 0,
    "score_square_sum" BIGINT NOT NULL DEFAULT 0,
    "share_7" BIGINT NOT NULL DEFAULT 0,
    "share_14" BIGINT NOT NULL DEFAULT 0,
    "share_30" BIGINT NOT NULL DEFAULT 0,
    "share_90" BIGINT NOT NULL DEFAULT 0,
    "share_365" BIGINT NOT NULL DEFAULT 0,
    "share_730" BIGINT NOT NULL DEFAULT 0,
    "share_later" BIGINT NOT NULL DEFAULT 0,
    "share_unattached" BIGINT NOT NULL DEFAULT 0,
    "complaint_7" BIGINT NOT NULL DEFAULT 0,
    "complaint_14" BIGINT NOT NULL DEFAULT 0,
    "complaint_30" BIGINT NOT NULL DEFAULT 0,
    "complaint_90" BIGINT NOT NULL DEFAULT 0,
    "complaint_365" BIGINT NOT NULL DEFAULT 0,
    "complaint_730" BIGINT NOT NULL DEFAULT 0,
    "complaint_later" BIGINT NOT NULL DEFAULT 0,
    "complaint_unattached" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "moment_totals_pkey" PRIMARY KEY ("organization_id","grain","location_no","starts_on","moment_no")
);

-- CreateTable
CREATE TABLE "outcome_totals" (
    "organization_id" UUID NOT NULL,
    "grain" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "moment_no" SMALLINT NOT NULL,
    "location_no" SMALLINT NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "lag_7" BIGINT NOT NULL DEFAULT 0,
    "lag_14" BIGINT NOT NULL DEFAULT 0,
    "lag_30" BIGINT NOT NULL DEFAULT 0,
    "lag_90" BIGINT NOT NULL DEFAULT 0,
    "lag_365" BIGINT NOT NULL DEFAULT 0,
    "lag_730" BIGINT NOT NULL DEFAULT 0,
    "lag_later" BIGINT NOT NULL DEFAULT 0,
    "lag_unattached" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "outcome_totals_pkey" PRIMARY KEY ("organization_id","grain","location_no","moment_no","starts_on","kind","channel")
);

-- CreateTable
CREATE TABLE "count_days" (
    "organization_id" UUID NOT NULL,
    "measure" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "count" BIGINT NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "count_days_pkey" PRIMARY KEY ("organization_id","measure","part","currency","day")
);

-- CreateTable
CREATE TABLE "count_day_deltas" (
    "id" BIGSERIAL NOT NULL,
    "organization_id" UUID NOT NULL,
    "measure" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "count" BIGINT NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "count_day_deltas_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alarms" (
    "organization_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "raised_at" TIMESTAMPTZ(6) NOT NULL,
    "checked_at" TIMESTAMPTZ(6) NOT NULL,
    "place_count" INTEGER NOT NULL,
    "first_place" TEXT NOT NULL,

    CONSTRAINT "alarms_pkey" PRIMARY KEY ("organization_id","kind")
);

-- CreateTable
CREATE TABLE "archived_partitions" (
    "month" DATE NOT NULL,
    "archived_at" TIMESTAMPTZ(6) NOT NULL,
    "row_count" BIGINT NOT NULL,

    CONSTRAINT "archived_partitions_pkey" PRIMARY KEY ("month")
);

-- CreateTable
CREATE TABLE "archived_months" (
    "organization_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "episode_month" DATE NOT NULL,
    "moment_no" SMALLINT NOT NULL,
    "experience_count" BIGINT NOT NULL,
    "score_count" BIGINT NOT NULL,
    "score_sum" BIGINT NOT NULL,
    "score_square_sum" BIGINT NOT NULL,
    "checksum" DECIMAL(40,0) NOT NULL,

    CONSTRAINT "archived_months_pkey" PRIMARY KEY ("organization_id","month","episode_month","moment_no")
);

-- CreateIndex
CREATE INDEX "moment_days_organization_id_location_no_day_idx" ON "moment_days"("organization_id", "location_no", "day");

-- CreateIndex
CREATE INDEX "moment_days_organization_id_location_no_moment_no_day_idx" ON "moment_days"("organization_id", "location_no", "moment_no", "day");

-- CreateIndex
CREATE INDEX "outcome_days_organization_id_location_no_moment_no_day_idx" ON "outcome_days"("organization_id", "location_no", "moment_no", "day");

-- CreateIndex
CREATE INDEX "moment_totals_organization_id_grain_location_no_moment_no_s_idx" ON "moment_totals"("organization_id", "grain", "location_no", "moment_no", "starts_on");

-- CreateIndex
CREATE INDEX "count_day_deltas_organization_id_measure_day_idx" ON "count_day_deltas"("organization_id", "measure", "day");

-- ═══ What Prisma cannot say ═══

ALTER TABLE moment_totals ADD CONSTRAINT moment_totals_grain_check CHECK (grain IN ('day', 'month'));
ALTER TABLE outcome_totals ADD CONSTRAINT outcome_totals_grain_check CHECK (grain IN ('day', 'month'));
ALTER TABLE alarms ADD CONSTRAINT alarms_kind_check CHECK (kind IN ('rollup-differs', 'facts-without-month'));

-- Rows are changed again and again and never in an indexed column: room on the page keeps the change there.
ALTER TABLE moment_days SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE outcome_days SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE moment_totals SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE outcome_totals SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE count_days SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE moment_day_deltas SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE outcome_day_deltas SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE count_day_deltas SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['moment_totals', 'outcome_totals', 'count_days', 'count_day_deltas', 'alarms', 'archived_months'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY organization ON %I TO zhile_app USING (organization_id = nullif(current_setting(''app.org_id'', true), '''')::uuid)', t);
    EXECUTE format('CREATE POLICY merger ON %I TO zhile_worker USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT ON %I TO zhile_app', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON moment_totals TO zhile_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON outcome_totals TO zhile_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON count_days TO zhile_worker;
GRANT SELECT, DELETE ON count_day_deltas TO zhile_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON alarms TO zhile_worker;
GRANT SELECT ON archived_partitions TO zhile_app;
GRANT SELECT ON archived_partitions TO zhile_worker;

-- ═══ Counts that no exposure carries ═══

-- One trigger for all counted tables: what its table counts is the query in its argument, over ROWS. A change counts the new rows and takes
-- the old ones back, as signed deltas that the merger sums: no counter is ever updated, so writers never wait for each other here.
CREATE FUNCTION count_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE counted text;
BEGIN
  counted := CASE TG_OP
    WHEN 'INSERT' THEN replace(TG_ARGV[0], 'ROWS', 'new_rows')
    WHEN 'DELETE' THEN 'SELECT organization_id, measure, part, currency, day, -count, -amount FROM ('
      || replace(TG_ARGV[0], 'ROWS', 'old_rows') || ') AS old (organization_id, measure, part, currency, day, count, amount)'
    ELSE replace(TG_ARGV[0], 'ROWS', 'new_rows')
      || ' UNION ALL SELECT organization_id, measure, part, currency, day, -count, -amount FROM ('
      || replace(TG_ARGV[0], 'ROWS', 'old_rows') || ') AS old (organization_id, measure, part, currency, day, count, amount)' END;
  EXECUTE 'INSERT INTO count_day_deltas (organization_id, measure, part, currency, day, count, amount_minor)
    SELECT organization_id, measure, part, currency, day, sum(count), sum(amount) FROM (' || counted
    || ') AS counted (organization_id, measure, part, currency, day, count, amount)
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(count) <> 0 OR sum(amount) <> 0';
  RETURN NULL;
END $$;

DO $$
DECLARE t text; rule text; day_of text := '(%s AT TIME ZONE z.time_zone)::date';
BEGIN
  FOR t, rule IN VALUES
    ('shares', 'SELECT r.organization_id, ''share'', '''', '''', ' || format(day_of, 'r.occurred_at') || ', 1, 0
      FROM ROWS r JOIN organizations z ON z.id = r.organization_id'),
    ('complaints', 'SELECT r.organization_id, ''complaint'', '''', '''', ' || format(day_of, 'r.occurred_at') || ', 1, 0
      FROM ROWS r JOIN organizations z ON z.id = r.organization_id'),
    ('orders', 'SELECT r.organization_id, ''order'', '''', r.currency::text, ' || format(day_of, 'r.occurred_at') || ', 1, r.amount_minor
      FROM ROWS r JOIN organizations z ON z.id = r.organization_id'),
    ('refunds', 'SELECT r.organization_id, ''refund'', '''', r.currency::text, ' || format(day_of, 'r.occurred_at') || ', 1, r.amount_minor
      FROM ROWS r JOIN organizations z ON z.id = r.organization_id'),
    ('referrals', 'SELECT r.organization_id, v.measure, v.part, '''', ' || format(day_of, 'v.at') || ', 1, 0
      FROM ROWS r JOIN organizations z ON z.id = r.organization_id CROSS JOIN LATERAL (VALUES
        (''referral-cohort'', ''claimed'', r.claimed_at, true),
        (''referral-cohort'', ''confirmed'', r.claimed_at, r.confirmed_at IS NOT NULL),
        (''referral-cohort'', ''visited'', r.claimed_at, r.visited_at IS NOT NULL),
        (''referral-cohort'', ''bought'', r.claimed_at, r.bought_at IS NOT NULL),
        (''referral-cohort'', ''kept'', r.claimed_at, r.kept_at IS NOT NULL),
        (''referral-cohort'', ''void'', r.claimed_at, r.state = ''void''),
        (''referral-cohort'', ''waiting'', r.claimed_at, r.state = ''claimed'' AND NOT r.is_history),
        (''referral-step'', ''bought'', r.bought_at, r.bought_at IS NOT NULL),
        (''referral-step'', ''kept'', r.kept_at, r.kept_at IS NOT NULL)) AS v (measure, part, at, counts) WHERE v.counts'),
    ('commissions', 'SELECT r.organization_id, ''commission'', r.policy_id::text, r.currency::text, ' || format(day_of, 'r.proposed_at') || ', 1, 0
      FROM ROWS r JOIN organizations z ON z.id = r.organization_id'),
    ('commission_entries', 'SELECT r.organization_id, ''entry'', ''open'', r.currency::text, ' || format(day_of, 'r.proposed_at') || ', 1, r.amount_minor
      FROM ROWS r JOIN organizations z ON z.id = r.organization_id'),
    ('commission_entry_outcomes', 'SELECT r.organization_id, ''entry'', v.part, e.currency::text, ' || format(day_of, 'e.proposed_at') || ', v.n, v.n * e.amount_minor
      FROM ROWS r JOIN organizations z ON z.id = r.organization_id
      JOIN commission_entries e ON e.organization_id = r.organization_id AND e.id = r.entry_id
      CROSS JOIN LATERAL (VALUES (''open'', -1), (r.to_state, 1)) AS v (part, n)'),
    ('ledger_entries', 'SELECT r.organization_id, v.measure, a.code, r.currency::text, ' || format(day_of, 'r.recorded_at') || ', 1, r.amount_minor
      FROM ROWS r JOIN organizations z ON z.id = r.organization_id
      CROSS JOIN LATERAL (VALUES (''ledger-debit'', r.debit_account_id), (''ledger-credit'', r.credit_account_id)) AS v (measure, account_id)
      JOIN ledger_accounts a ON a.organization_id = r.organization_id AND a.id = v.account_id')
  LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_change(%L)',
      t || '_count_insert', t, rule);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_change(%L)',
      t || '_count_update', t, rule);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_change(%L)',
      t || '_count_delete', t, rule);
    -- What is there already.
    EXECUTE 'INSERT INTO count_days (organization_id, measure, part, currency, day, count, amount_minor)
      SELECT organization_id, measure, part, currency, day, sum(count), sum(amount) FROM (' || replace(rule, 'ROWS', t)
      || ') AS counted (organization_id, measure, part, currency, day, count, amount) GROUP BY 1, 2, 3, 4, 5
      ON CONFLICT (organization_id, measure, part, currency, day) DO UPDATE
      SET count = count_days.count + excluded.count, amount_minor = count_days.amount_minor + excluded.amount_minor';
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION count_change() FROM PUBLIC;

-- ═══ The levels, from what is merged already; deltas that wait will be merged into all of them ═══

UPDATE moment_days d SET share_7 = s.share_7, share_14 = s.share_14, share_30 = s.share_30, share_90 = s.share_90, share_365 = s.share_365, share_730 = s.share_730, share_later = s.share_later, share_unattached = s.share_unattached, complaint_7 = s.complaint_7, complaint_14 = s.complaint_14, complaint_30 = s.complaint_30, complaint_90 = s.complaint_90, complaint_365 = s.complaint_365, complaint_730 = s.complaint_730, complaint_later = s.complaint_later, complaint_unattached = s.complaint_unattached
FROM (
  SELECT organization_id, day, moment_no, location_no,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'share' AND lag_days = 7), 0) AS share_7,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'share' AND lag_days = 14), 0) AS share_14,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'share' AND lag_days = 30), 0) AS share_30,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'share' AND lag_days = 90), 0) AS share_90,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'share' AND lag_days = 365), 0) AS share_365,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'share' AND lag_days = 730), 0) AS share_730,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'share' AND lag_days = 32767), 0) AS share_later,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'share' AND lag_days = -1), 0) AS share_unattached,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'complaint' AND lag_days = 7), 0) AS complaint_7,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'complaint' AND lag_days = 14), 0) AS complaint_14,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'complaint' AND lag_days = 30), 0) AS complaint_30,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'complaint' AND lag_days = 90), 0) AS complaint_90,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'complaint' AND lag_days = 365), 0) AS complaint_365,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'complaint' AND lag_days = 730), 0) AS complaint_730,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'complaint' AND lag_days = 32767), 0) AS complaint_later,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'complaint' AND lag_days = -1), 0) AS complaint_unattached
  FROM outcome_days GROUP BY 1, 2, 3, 4) s
WHERE d.organization_id = s.organization_id AND d.day = s.day AND d.moment_no = s.moment_no AND d.location_no = s.location_no;

-- An outcome without an exposure may lie on a day that no experience of its moment has.
INSERT INTO moment_days (organization_id, day, moment_no, location_no, exposure_count, experience_count, score_count, score_sum, score_square_sum,
  share_7, share_14, share_30, share_90, share_365, share_730, share_later, share_unattached, complaint_7, complaint_14, complaint_30, complaint_90, complaint_365, complaint_730, complaint_later, complaint_unattached)
SELECT organization_id, day, moment_no, location_no, 0, 0, 0, 0, 0,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'share' AND lag_days = 7), 0) AS share_7,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'share' AND lag_days = 14), 0) AS share_14,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'share' AND lag_days = 30), 0) AS share_30,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'share' AND lag_days = 90), 0) AS share_90,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'share' AND lag_days = 365), 0) AS share_365,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'share' AND lag_days = 730), 0) AS share_730,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'share' AND lag_days = 32767), 0) AS share_later,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'share' AND lag_days = -1), 0) AS share_unattached,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'complaint' AND lag_days = 7), 0) AS complaint_7,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'complaint' AND lag_days = 14), 0) AS complaint_14,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'complaint' AND lag_days = 30), 0) AS complaint_30,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'complaint' AND lag_days = 90), 0) AS complaint_90,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'complaint' AND lag_days = 365), 0) AS complaint_365,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'complaint' AND lag_days = 730), 0) AS complaint_730,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'complaint' AND lag_days = 32767), 0) AS complaint_later,
    coalesce(sum(outcome_count) FILTER (WHERE kind = 'complaint' AND lag_days = -1), 0) AS complaint_unattached
FROM outcome_days GROUP BY 1, 2, 3, 4
ON CONFLICT DO NOTHING;

INSERT INTO moment_totals (organization_id, grain, starts_on, moment_no, location_no, exposure_count, experience_count, score_count, score_sum, score_square_sum, share_7, share_14, share_30, share_90, share_365, share_730, share_later, share_unattached, complaint_7, complaint_14, complaint_30, complaint_90, complaint_365, complaint_730, complaint_later, complaint_unattached)
SELECT organization_id, v.grain, v.starts_on, v.moment_no, v.location_no,
  sum(exposure_count),
  sum(experience_count),
  sum(score_count),
  sum(score_sum),
  sum(score_square_sum),
  sum(share_7),
  sum(share_14),
  sum(share_30),
  sum(share_90),
  sum(share_365),
  sum(share_730),
  sum(share_later),
  sum(share_unattached),
  sum(complaint_7),
  sum(complaint_14),
  sum(complaint_30),
  sum(complaint_90),
  sum(complaint_365),
  sum(complaint_730),
  sum(complaint_later),
  sum(complaint_unattached)
FROM moment_days d CROSS JOIN LATERAL (VALUES
  ('day', d.day, d.moment_no, -1), ('day', d.day, -1, d.location_no), ('day', d.day, -1, -1),
  ('month', date_trunc('month', d.day)::date, d.moment_no, d.location_no), ('month', date_trunc('month', d.day)::date, d.moment_no, -1)
) AS v (grain, starts_on, moment_no, location_no)
GROUP BY 1, 2, 3, 4, 5;

INSERT INTO outcome_totals (organization_id, grain, starts_on, moment_no, location_no, kind, channel, lag_7, lag_14, lag_30, lag_90, lag_365, lag_730, lag_later, lag_unattached)
SELECT organization_id, v.grain, v.starts_on, moment_no, v.location_no, kind, channel,
  coalesce(sum(outcome_count) FILTER (WHERE lag_days = 7), 0),
  coalesce(sum(outcome_count) FILTER (WHERE lag_days = 14), 0),
  coalesce(sum(outcome_count) FILTER (WHERE lag_days = 30), 0),
  coalesce(sum(outcome_count) FILTER (WHERE lag_days = 90), 0),
  coalesce(sum(outcome_count) FILTER (WHERE lag_days = 365), 0),
  coalesce(sum(outcome_count) FILTER (WHERE lag_days = 730), 0),
  coalesce(sum(outcome_count) FILTER (WHERE lag_days = 32767), 0),
  coalesce(sum(outcome_count) FILTER (WHERE lag_days = -1), 0)
FROM outcome_days d CROSS JOIN LATERAL (VALUES
  ('day', d.day, -1), ('month', date_trunc('month', d.day)::date, d.location_no), ('month', date_trunc('month', d.day)::date, -1)
) AS v (grain, starts_on, location_no)
GROUP BY 1, 2, 3, 4, 5, 6, 7;

-- ═══ Archive ═══

CREATE SCHEMA archive;

-- The end of the last archived month: what happened before it is no longer taken in. Null while nothing is archived.
CREATE FUNCTION archived_until() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (max(month) + interval '1 month')::timestamp AT TIME ZONE 'UTC' FROM archived_partitions
$$;

-- What a month's partition holds, by organization, month of the run's first day and moment. The sum of hashes has no order.
CREATE FUNCTION month_checksums(p_table regclass, p_month date) RETURNS SETOF archived_months
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY EXECUTE format('SELECT organization_id, $1, date_trunc(''month'', episode_day)::date, moment_no, count(*), count(score),
    coalesce(sum(score), 0)::bigint, coalesce(sum(score::integer * score), 0)::bigint,
    sum(hashtextextended(id::text || encode(content_hash, ''hex''), 0)::numeric)::numeric(40, 0)
    FROM %s GROUP BY 1, 2, 3, 4', p_table) USING p_month;
END $$;

-- Takes one month of experiences out of the live table, after its checksums are written. Rollups, exposures and marks stay as they are.
-- The rows rest in archive.experiences_YYYYMM: to be dumped and dropped, or put back by restore_month.
CREATE FUNCTION archive_month(p_month date) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE name text := 'experiences_' || to_char(p_month, 'YYYYMM'); source regclass := to_regclass('public.' || name); held bigint;
BEGIN
  IF p_month <> date_trunc('month', p_month)::date OR p_month + interval '37 months' > clock() THEN
    RAISE EXCEPTION 'month-too-young' USING ERRCODE = 'ZH001';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('ensure_partitions'));
  IF source IS NULL OR EXISTS (SELECT FROM archived_partitions WHERE month = p_month) THEN RETURN 0; END IF;
  -- Writers wait here, for the time of one read of the month; readers only for the detaching.
  EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', source);
  INSERT INTO archived_months SELECT * FROM month_checksums(source, p_month);
  SELECT coalesce(sum(experience_count), 0) INTO held FROM archived_months WHERE month = p_month;
  EXECUTE format('ALTER TABLE experiences DETACH PARTITION %s', source);
  EXECUTE format('ALTER TABLE %s SET SCHEMA archive', source);
  INSERT INTO archived_partitions (month, archived_at, row_count) VALUES (p_month, clock(), held);
  RETURN held;
END $$;

-- The oldest month of experiences that is live and ends before a day; null where none does.
CREATE FUNCTION oldest_month(p_before date) RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT min(to_date(right(c.relname, 6), 'YYYYMM')) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
  WHERE i.inhparent = 'public.experiences'::regclass AND c.relname ~ '^experiences_\d{6}$'
    AND to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month' <= p_before
$$;

-- Puts an archived month back. Refused unless it holds exactly what was archived. For the owner of the database alone.
CREATE FUNCTION restore_month(p_month date) RETURNS bigint LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE name text := 'experiences_' || to_char(p_month, 'YYYYMM'); held bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ensure_partitions'));
  IF EXISTS (SELECT * FROM month_checksums(format('archive.%I', name)::regclass, p_month) EXCEPT SELECT * FROM archived_months WHERE month = p_month)
    OR EXISTS (SELECT * FROM archived_months WHERE month = p_month EXCEPT SELECT * FROM month_checksums(format('archive.%I', name)::regclass, p_month)) THEN
    RAISE EXCEPTION 'archive-differs' USING ERRCODE = 'ZH001';
  END IF;
  EXECUTE format('ALTER TABLE archive.%I SET SCHEMA public', name);
  EXECUTE format('ALTER TABLE experiences ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name,
    p_month || ' 00:00:00+00', (p_month + interval '1 month')::date || ' 00:00:00+00');
  SELECT coalesce(sum(experience_count), 0) INTO held FROM archived_months WHERE month = p_month;
  DELETE FROM archived_months WHERE month = p_month;
  DELETE FROM archived_partitions WHERE month = p_month;
  RETURN held;
END $$;

-- As before, but for months that are archived: facts of those are refused, and a partition made anew would hide the archived one.
CREATE OR REPLACE FUNCTION ensure_partitions(p_from date, p_until date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m date := date_trunc('month', p_from)::date; made integer := 0; suffix text; archived date := (SELECT max(month) FROM archived_partitions);
BEGIN
  IF p_until - p_from > 366 * 60 THEN RAISE EXCEPTION 'partition-range-too-long' USING ERRCODE = 'ZH001'; END IF;
  -- Two callers must not make the same month; the lock ends with the transaction.
  PERFORM pg_advisory_xact_lock(hashtext('ensure_partitions'));
  WHILE m <= p_until LOOP
    suffix := to_char(m, 'YYYYMM');
    IF (archived IS NULL OR m > archived) AND to_regclass('public.experiences_' || suffix) IS NULL
       AND NOT EXISTS (SELECT 1 FROM experiences_default WHERE occurred_at >= m AND occurred_at < m + interval '1 month') THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF experiences FOR VALUES FROM (%L) TO (%L)',
        'experiences_' || suffix, m || ' 00:00:00+00', (m + interval '1 month')::date || ' 00:00:00+00');
      made := made + 1;
    END IF;
    IF to_regclass('public.exposures_' || suffix) IS NULL
       AND NOT EXISTS (SELECT 1 FROM exposures_default WHERE episode_day >= m AND episode_day < m + interval '1 month') THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF exposures FOR VALUES FROM (%L) TO (%L)',
        'exposures_' || suffix, m, (m + interval '1 month')::date);
      made := made + 1;
    END IF;
    m := (m + interval '1 month')::date;
  END LOOP;
  RETURN made;
END $$;

-- Whose facts found no month, and how many, counted up to a limit.
CREATE FUNCTION stray_organizations() RETURNS TABLE (organization_id uuid, strays integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.organization_id, count(*)::integer FROM (
    (SELECT e.organization_id FROM experiences_default e LIMIT 1000) UNION ALL (SELECT x.organization_id FROM exposures_default x LIMIT 1000)) s
  GROUP BY 1
$$;

-- How many alarms there are, of all organizations: for health checks, which have no organization.
CREATE FUNCTION alarm_count() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*)::integer FROM alarms
$$;

REVOKE ALL ON FUNCTION archived_until() FROM PUBLIC;
REVOKE ALL ON FUNCTION month_checksums(regclass, date) FROM PUBLIC;
REVOKE ALL ON FUNCTION archive_month(date) FROM PUBLIC;
REVOKE ALL ON FUNCTION oldest_month(date) FROM PUBLIC;
REVOKE ALL ON FUNCTION restore_month(date) FROM PUBLIC;
REVOKE ALL ON FUNCTION stray_organizations() FROM PUBLIC;
REVOKE ALL ON FUNCTION alarm_count() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION archived_until() TO zhile_app;
GRANT EXECUTE ON FUNCTION alarm_count() TO zhile_app;
GRANT EXECUTE ON FUNCTION archived_until() TO zhile_worker;
GRANT EXECUTE ON FUNCTION archive_month(date) TO zhile_worker;
GRANT EXECUTE ON FUNCTION oldest_month(date) TO zhile_worker;
GRANT EXECUTE ON FUNCTION stray_organizations() TO zhile_worker;
