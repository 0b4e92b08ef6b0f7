-- The outside door: keys of an organization's systems, answers that are given once, and how many items a key may send (docs/decisions/015).

CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "previous_hash" BYTEA,
    "previous_until" TIMESTAMPTZ(6),
    "scopes" TEXT[],
    "expires_at" TIMESTAMPTZ(6),
    "last_used_at" TIMESTAMPTZ(6),
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "rotated_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "idempotency_keys" (
    "organization_id" UUID NOT NULL,
    "route" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "claim" UUID NOT NULL,
    "locked_until" TIMESTAMPTZ(6) NOT NULL,
    "status" SMALLINT,
    "answer" TEXT,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("organization_id","route","key")
);

-- Counters may be lost in a crash: unlogged, so that counting costs no write-ahead log.
CREATE UNLOGGED TABLE "api_key_allowances" (
    "key_id" UUID NOT NULL,
    "items_left" DOUBLE PRECISION NOT NULL,
    "counted_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "api_key_allowances_pkey" PRIMARY KEY ("key_id")
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

CREATE UNIQUE INDEX "api_keys_secret_hash_key" ON "api_keys"("secret_hash");
CREATE UNIQUE INDEX "api_keys_previous_hash_key" ON "api_keys"("previous_hash");
CREATE UNIQUE INDEX "api_keys_organization_id_id_key" ON "api_keys"("organization_id", "id");
CREATE INDEX "idempotency_keys_expires_at_idx" ON "idempotency_keys"("expires_at");
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE api_keys ADD CONSTRAINT api_keys_scopes_check CHECK (scopes IS NOT NULL AND cardinality(scopes) > 0);
ALTER TABLE api_keys ADD CONSTRAINT api_keys_hash_check CHECK (octet_length(secret_hash) = 32);

-- A key's use is no change of access: last_used_at is left out, or every busy key would write a line a minute.
CREATE TRIGGER api_keys_audit AFTER INSERT OR DELETE OR UPDATE OF name, prefix, secret_hash, previous_hash, previous_until, scopes, expires_at, revoked_at
  ON api_keys FOR EACH ROW EXECUTE FUNCTION audit_row('access', 'secret_hash', 'previous_hash', 'last_used_at');

-- ═══ Made, renewed and ended only by a live session of an owner ═══

CREATE FUNCTION api_key_create(p_token text, p_id uuid, p_name text, p_prefix text, p_hash bytea, p_scopes text[], p_days integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE maker uuid;
BEGIN
  PERFORM require_role(p_token, ARRAY['owner']);
  SELECT user_id INTO maker FROM session_actor(p_token);
  INSERT INTO api_keys (id, organization_id, name, prefix, secret_hash, scopes, expires_at, created_by)
  VALUES (p_id, current_org(), p_name, p_prefix, p_hash, p_scopes, clock_timestamp() + p_days * interval '1 day', maker);
END $$;

-- The same key with a new secret; the former one works on for the hours of grace, one before that no more.
CREATE FUNCTION api_key_rotate(p_token text, p_id uuid, p_prefix text, p_hash bytea, p_grace_hours integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM require_role(p_token, ARRAY['owner']);
  UPDATE api_keys SET prefix = p_prefix, secret_hash = p_hash, rotated_at = clock_timestamp(),
    previous_hash = CASE WHEN p_grace_hours > 0 THEN secret_hash END,
    previous_until = CASE WHEN p_grace_hours > 0 THEN clock_timestamp() + p_grace_hours * interval '1 hour' END
  WHERE organization_id = current_org() AND id = p_id AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > clock_timestamp());
  IF NOT FOUND THEN RAISE EXCEPTION 'api-key' USING ERRCODE = 'ZH004'; END IF;
END $$;

CREATE FUNCTION api_key_revoke(p_token text, p_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM require_role(p_token, ARRAY['owner']);
  UPDATE api_keys SET revoked_at = clock_timestamp(), previous_hash = NULL, previous_until = NULL
  WHERE organization_id = current_org() AND id = p_id AND revoked_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'api-key' USING ERRCODE = 'ZH004'; END IF;
END $$;

-- Whose key a secret is, before any organization is known. Unknown, expired, revoked and outlived secrets look alike.
-- That it was used is noted at most once a minute, and never waited for.
CREATE FUNCTION api_key_find(p_hash bytea) RETURNS TABLE (key_id uuid, organization_id uuid, scopes text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE k api_keys; t timestamptz := clock_timestamp();
BEGIN
  SELECT a.* INTO k FROM api_keys a
  WHERE (a.secret_hash = p_hash OR (a.previous_hash = p_hash AND a.previous_until > t))
    AND a.revoked_at IS NULL AND (a.expires_at IS NULL OR a.expires_at > t);
  IF k.id IS NULL THEN RETURN; END IF;
  IF k.last_used_at IS NULL OR k.last_used_at < t - interval '1 minute' THEN
    UPDATE api_keys a SET last_used_at = t WHERE a.id = (
      SELECT o.id FROM api_keys o WHERE o.id = k.id AND (o.last_used_at IS NULL OR o.last_used_at < t - interval '1 minute')
      FOR NO KEY UPDATE SKIP LOCKED);
  END IF;
  key_id := k.id; organization_id := k.organization_id; scopes := k.scopes;
  RETURN NEXT;
END $$;

-- Takes items from a key's allowance, a bucket that fills evenly over the window; one statement, right for any number of processes.
-- More items than the bucket ever holds cost a full one.
CREATE FUNCTION api_key_spend(p_key uuid, p_items integer, p_quota integer, p_window_seconds integer)
RETURNS TABLE (is_allowed boolean, items_left integer, full_in_seconds integer, wait_seconds integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  rate double precision := p_quota::double precision / p_window_seconds;
  cost double precision := least(greatest(p_items, 1), p_quota);
  t timestamptz := clock_timestamp(); kept double precision;
BEGIN
  INSERT INTO api_key_allowances AS a (key_id, items_left, counted_at) VALUES (p_key, p_quota - cost, t)
  ON CONFLICT (key_id) DO UPDATE SET counted_at = greatest(a.counted_at, t),
    items_left = least(p_quota, a.items_left + rate * greatest(0, extract(epoch FROM t - a.counted_at))) - cost
  WHERE least(p_quota, a.items_left + rate * greatest(0, extract(epoch FROM t - a.counted_at))) >= cost
  RETURNING a.items_left INTO kept;
  is_allowed := kept IS NOT NULL;
  IF NOT is_allowed THEN
    SELECT least(p_quota, a.items_left + rate * greatest(0, extract(epoch FROM t - a.counted_at))) INTO kept
    FROM api_key_allowances a WHERE a.key_id = p_key;
  END IF;
  items_left := floor(greatest(0, coalesce(kept, 0)));
  full_in_seconds := ceil((p_quota - coalesce(kept, 0)) / rate);
  wait_seconds := CASE WHEN is_allowed THEN 0 ELSE greatest(1, ceil((cost - coalesce(kept, 0)) / rate)) END;
  RETURN NEXT;
END $$;

-- Forgets answers and counters that nobody can ask for any more, of all organizations.
CREATE FUNCTION door_sweep() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH answers AS (DELETE FROM idempotency_keys WHERE expires_at < clock_timestamp() RETURNING 1),
    counters AS (DELETE FROM api_key_allowances WHERE counted_at < clock_timestamp() - interval '1 day' RETURNING 1)
  SELECT (SELECT count(*) FROM answers) + (SELECT count(*) FROM counters)
$$;

-- ═══ Row-level security and rights ═══

ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization ON api_keys TO zhile_app USING (organization_id = nullif(current_setting('app.org_id', true), '')::uuid)
  WITH CHECK (organization_id = nullif(current_setting('app.org_id', true), '')::uuid);
ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization ON idempotency_keys TO zhile_app USING (organization_id = nullif(current_setting('app.org_id', true), '')::uuid)
  WITH CHECK (organization_id = nullif(current_setting('app.org_id', true), '')::uuid);
ALTER TABLE api_key_allowances ENABLE ROW LEVEL SECURITY;

GRANT SELECT (id, organization_id, name, prefix, previous_until, scopes, expires_at, last_used_at, created_by, created_at, rotated_at, revoked_at) ON api_keys TO zhile_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO zhile_app;
REVOKE ALL ON FUNCTION api_key_create(text, uuid, text, text, bytea, text[], integer), api_key_rotate(text, uuid, text, bytea, integer),
  api_key_revoke(text, uuid), api_key_find(bytea), api_key_spend(uuid, integer, integer, integer), door_sweep() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_key_create(text, uuid, text, text, bytea, text[], integer), api_key_rotate(text, uuid, text, bytea, integer),
  api_key_revoke(text, uuid), api_key_find(bytea), api_key_spend(uuid, integer, integer, integer) TO zhile_app;
GRANT EXECUTE ON FUNCTION door_sweep() TO zhile_worker;
