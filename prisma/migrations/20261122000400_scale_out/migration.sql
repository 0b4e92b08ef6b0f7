-- Questions by key that a cluster answers customer by customer: Citus refuses a LATERAL with a LIMIT on a distributed table beside rows that are
-- not. In a function each is a question to one shard, and on one machine its plan over all months is made once per session.

-- What one customer did, each count up to a limit, so that a house account of a million visits costs no more. The caller's policies apply.
CREATE FUNCTION customer_activity(p_customer uuid, p_limit integer,
  OUT experience_count bigint, OUT last_seen_at timestamptz, OUT share_count bigint, OUT complaint_count bigint)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  SELECT count(*), max(x.occurred_at) INTO experience_count, last_seen_at FROM (
    SELECT occurred_at FROM experiences WHERE customer_id = p_customer ORDER BY occurred_at DESC LIMIT p_limit) x;
  SELECT count(*) INTO share_count FROM (SELECT 1 FROM shares WHERE customer_id = p_customer LIMIT p_limit) x;
  SELECT count(*) INTO complaint_count FROM (SELECT 1 FROM complaints WHERE customer_id = p_customer LIMIT p_limit) x;
END $$;
REVOKE ALL ON FUNCTION customer_activity(uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION customer_activity(uuid, integer) TO zhile_app;

-- Those of the rows that nothing points at (0700), in two halves: as the owner what is on the coordinator, and experiences as whoever asks, by a
-- plain list of customers. On a cluster one transaction may not meet the same facts as two roles.
ALTER FUNCTION unreferenced(text, uuid[]) RENAME TO unreferenced_by_keys;
CREATE OR REPLACE FUNCTION unreferenced_by_keys(p_table text, p_ids uuid[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE free uuid[] := p_ids; found record;
BEGIN
  IF p_table NOT IN ('customers', 'orders', 'refunds') THEN RETURN '{}'; END IF;
  FOR found IN
    SELECT c.conrelid::regclass::text AS child, a.attname AS child_column
    FROM pg_constraint c
    JOIN pg_attribute k ON k.attrelid = c.confrelid AND k.attname = 'id'
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[array_position(c.confkey, k.attnum)]
    WHERE c.contype = 'f' AND c.confrelid = p_table::regclass AND k.attnum = ANY (c.confkey)
  LOOP
    EXECUTE format('SELECT coalesce(array_agg(id), ''{}'') FROM unnest($1) AS row (id)
      WHERE NOT EXISTS (SELECT 1 FROM %s child WHERE child.organization_id = $2 AND child.%I = row.id)', found.child, found.child_column)
    INTO free USING free, current_org();
  END LOOP;
  RETURN free;
END $$;

CREATE FUNCTION unreferenced(p_table text, p_ids uuid[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE free uuid[] := unreferenced_by_keys(p_table, p_ids); met uuid[];
BEGIN
  IF p_table <> 'customers' THEN RETURN free; END IF;
  SELECT array_agg(DISTINCT customer_id) INTO met FROM experiences WHERE customer_id = ANY (free);
  RETURN ARRAY(SELECT unnest(free) EXCEPT SELECT unnest(met));
END $$;
REVOKE ALL ON FUNCTION unreferenced(text, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unreferenced(text, uuid[]) TO zhile_app;

-- Removing a sample (0400): what a cluster distributes goes by statements of its own, since it takes a statement over several tables apart, and keys
-- between the others hold only within one.
CREATE OR REPLACE FUNCTION sample_organization_remove(p_org uuid) RETURNS bigint LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  tables regclass[]; people uuid[]; resting record; emptied text; removed bigint; gone bigint; fact text;
  facts CONSTANT text[] := ARRAY['experiences', 'exposures', 'episodes'];
BEGIN
  PERFORM 1 FROM organizations WHERE id = p_org AND is_sample FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'organization' USING ERRCODE = 'ZH004'; END IF;

  SELECT array_agg(c.oid::regclass ORDER BY c.relname) INTO tables
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id'
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.relname <> ALL (facts);
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
  FOREACH fact IN ARRAY facts LOOP
    EXECUTE format('DELETE FROM %I WHERE organization_id = $1', fact) USING p_org;
    GET DIAGNOSTICS gone = ROW_COUNT;
    removed := removed + gone;
  END LOOP;
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
