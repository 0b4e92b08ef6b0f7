-- Organizations are made and, where they are samples, taken away by the owner of the tables: the application's role may do neither.

-- Deleting a customer asks who points at them; these two had no index to answer by.
CREATE INDEX customers_merged_into_idx ON customers (organization_id, merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX customer_aliases_customer_idx ON customer_aliases (organization_id, customer_id);

-- Takes a sample organization away with every row of it, the append-only ones too, and says how many rows that were.
--
-- Only for organizations marked as sample when they were made; the mark is no column that the application's role may write. The triggers
-- that refuse and log changes rest for the length of this transaction only, under a lock that keeps every other writer out, and come
-- back as they were. Foreign keys keep watch throughout: all tables are emptied by one statement, so no order among them matters.
CREATE FUNCTION sample_organization_remove(p_org uuid) RETURNS bigint LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  tables regclass[]; people uuid[]; resting record; emptied text; removed bigint;
BEGIN
  PERFORM 1 FROM organizations WHERE id = p_org AND is_sample FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'organization' USING ERRCODE = 'ZH004'; END IF;

  SELECT array_agg(c.oid::regclass ORDER BY c.relname) INTO tables
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id'
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition;
  SELECT array_agg(user_id) INTO people FROM memberships WHERE organization_id = p_org;

  CREATE TEMP TABLE resting_triggers ON COMMIT DROP AS
  SELECT tgrelid::regclass AS on_table, tgname, CASE tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END AS how
  FROM pg_trigger WHERE tgrelid = ANY (tables || 'organizations'::regclass) AND NOT tgisinternal AND tgenabled <> 'D';
  FOR resting IN SELECT * FROM resting_triggers LOOP
    EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', resting.on_table, resting.tgname);
  END LOOP;

  SELECT string_agg(format('t%s AS (DELETE FROM %s WHERE organization_id = $1 RETURNING 1)', n, t), ', ')
    || format(', o AS (DELETE FROM organizations WHERE id = $1 RETURNING 1) SELECT (SELECT count(*) FROM o)')
    || string_agg(format(' + (SELECT count(*) FROM t%s)', n), '')
  INTO emptied FROM unnest(tables) WITH ORDINALITY AS x (t, n);
  EXECUTE 'WITH ' || emptied INTO removed USING p_org;
  SET CONSTRAINTS ALL IMMEDIATE;

  FOR resting IN SELECT * FROM resting_triggers LOOP
    EXECUTE format('ALTER TABLE %s ENABLE %s TRIGGER %I', resting.on_table, resting.how, resting.tgname);
  END LOOP;

  -- Sample people have addresses that nobody can own (RFC 2606); whoever else was let in keeps their account.
  DELETE FROM users u WHERE u.id = ANY (people) AND u.email LIKE '%.example'
    AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = u.id);
  -- Without a sample the database's clock is the real one again.
  UPDATE clock_offsets SET database_kind = 'live', offset_seconds = 0
  WHERE database_kind = 'sample' AND NOT EXISTS (SELECT 1 FROM organizations WHERE is_sample);
  RETURN removed;
END $$;
REVOKE ALL ON FUNCTION sample_organization_remove(uuid) FROM PUBLIC;
