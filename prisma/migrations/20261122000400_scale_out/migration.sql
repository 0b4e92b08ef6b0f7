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
