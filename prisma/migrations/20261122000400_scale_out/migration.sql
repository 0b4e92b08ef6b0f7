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
