-- Webhooks: what other systems hear of what happened here, and what they tell us, signed both ways (docs/decisions/016).

CREATE TABLE "webhook_endpoints" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "event_types" TEXT[],
    "secret_cipher" BYTEA NOT NULL,
    "previous_secret_cipher" BYTEA,
    "previous_until" TIMESTAMPTZ(6),
    "disabled_at" TIMESTAMPTZ(6),
    "disabled_reason" TEXT,
    "failing_since" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "webhook_events" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "webhook_deliveries" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "try_count" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claim" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "webhook_attempts" (
    "organization_id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "attempt_no" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "status" INTEGER,
    "failure" TEXT,
    "answer" TEXT,

    CONSTRAINT "webhook_attempts_pkey" PRIMARY KEY ("organization_id","delivery_id","attempt_no")
);

CREATE TABLE "webhook_sources" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "secret_cipher" BYTEA NOT NULL,
    "previous_secret_cipher" BYTEA,
    "previous_until" TIMESTAMPTZ(6),
    "disabled_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_sources_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "webhook_receipts" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "body_sha256" BYTEA NOT NULL,
    "body_cipher" BYTEA,
    "type" TEXT,
    "state" TEXT NOT NULL DEFAULT 'received',
    "item_count" INTEGER NOT NULL DEFAULT 0,
    "problem_count" INTEGER NOT NULL DEFAULT 0,
    "answer" JSONB,
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "held_until" TIMESTAMPTZ(6),
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "webhook_receipts_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "webhook_endpoints_organization_id_id_key" ON "webhook_endpoints"("organization_id", "id");

CREATE INDEX "webhook_events_organization_id_created_at_idx" ON "webhook_events"("organization_id", "created_at");

CREATE UNIQUE INDEX "webhook_events_organization_id_id_key" ON "webhook_events"("organization_id", "id");

CREATE INDEX "webhook_deliveries_organization_id_event_id_idx" ON "webhook_deliveries"("organization_id", "event_id");

CREATE INDEX "webhook_deliveries_organization_id_created_at_id_idx" ON "webhook_deliveries"("organization_id", "created_at" DESC, "id" DESC);

CREATE INDEX "webhook_deliveries_organization_id_endpoint_id_created_at_idx" ON "webhook_deliveries"("organization_id", "endpoint_id", "created_at" DESC);

CREATE UNIQUE INDEX "webhook_deliveries_organization_id_id_key" ON "webhook_deliveries"("organization_id", "id");

CREATE UNIQUE INDEX "webhook_sources_organization_id_id_key" ON "webhook_sources"("organization_id", "id");

CREATE UNIQUE INDEX "webhook_sources_organization_id_name_key" ON "webhook_sources"("organization_id", "name");

CREATE INDEX "webhook_receipts_organization_id_received_at_id_idx" ON "webhook_receipts"("organization_id", "received_at" DESC, "id" DESC);

CREATE UNIQUE INDEX "webhook_receipts_organization_id_id_key" ON "webhook_receipts"("organization_id", "id");

CREATE UNIQUE INDEX "webhook_receipts_organization_id_source_id_webhook_id_key" ON "webhook_receipts"("organization_id", "source_id", "webhook_id");

ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_organization_id_event_id_fkey" FOREIGN KEY ("organization_id", "event_id") REFERENCES "webhook_events"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_organization_id_endpoint_id_fkey" FOREIGN KEY ("organization_id", "endpoint_id") REFERENCES "webhook_endpoints"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_organization_id_delivery_id_fkey" FOREIGN KEY ("organization_id", "delivery_id") REFERENCES "webhook_deliveries"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "webhook_sources" ADD CONSTRAINT "webhook_sources_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "webhook_receipts" ADD CONSTRAINT "webhook_receipts_organization_id_source_id_fkey" FOREIGN KEY ("organization_id", "source_id") REFERENCES "webhook_sources"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE webhook_endpoints ADD CHECK (disabled_reason IN ('person', 'gone', 'failing')),
  ADD CHECK ((disabled_at IS NULL) = (disabled_reason IS NULL)),
  ADD CHECK ((previous_secret_cipher IS NULL) = (previous_until IS NULL));
ALTER TABLE webhook_deliveries ADD CHECK (state IN ('waiting', 'delivered', 'failed')),
  ADD CHECK ((state = 'waiting') = (finished_at IS NULL)), ADD CHECK (claim IS NULL OR state = 'waiting');
ALTER TABLE webhook_sources ADD CHECK ((previous_secret_cipher IS NULL) = (previous_until IS NULL));
ALTER TABLE webhook_receipts ADD CHECK (state IN ('received', 'recorded', 'partly', 'refused', 'failed'));

-- What is due at an endpoint, and what is in flight there: both few, both asked for each claim.
CREATE INDEX webhook_deliveries_due_idx ON webhook_deliveries (endpoint_id, due_at) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_claimed_idx ON webhook_deliveries (endpoint_id) WHERE claim IS NOT NULL;
-- Written once and changed for each attempt: room in the page keeps the change in it.
ALTER TABLE webhook_deliveries SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

-- Where facts go and come from is access; secrets and the health of an endpoint stay out of the log.
CREATE TRIGGER webhook_endpoints_audit AFTER INSERT OR DELETE OR UPDATE OF url, description, event_types, secret_cipher, disabled_at
  ON webhook_endpoints FOR EACH ROW EXECUTE FUNCTION audit_row('access', 'secret_cipher', 'previous_secret_cipher', 'failing_since');
CREATE TRIGGER webhook_sources_audit AFTER INSERT OR UPDATE OR DELETE ON webhook_sources
  FOR EACH ROW EXECUTE FUNCTION audit_row('access', 'secret_cipher', 'previous_secret_cipher');

-- ═══ Out ═══

-- Makes the worker look. One unstarted job is enough for any number of events: it takes all that is due. Where that job began a moment
-- before this transaction ends, the minute's own job finds the rest.
CREATE FUNCTION webhook_wake(p_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF p_at > now() THEN
    PERFORM graphile_worker.add_job('deliver-webhooks', '{}'::json, run_at => p_at, max_attempts => 1);
  ELSIF NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j
    WHERE j.task_identifier = 'deliver-webhooks' AND j.locked_at IS NULL AND j.run_at <= now() AND j.attempts < j.max_attempts) THEN
    PERFORM graphile_worker.add_job('deliver-webhooks', '{}'::json, max_attempts => 1);
  END IF;
END $$;

-- An event and its deliveries, in the transaction of the act that caused it. Nothing is written where nobody listens.
CREATE FUNCTION webhook_emit(p_org uuid, p_type text, p_data jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e uuid; t timestamptz;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM webhook_endpoints w
    WHERE w.organization_id = p_org AND w.disabled_at IS NULL AND p_type = ANY (w.event_types)) THEN RETURN; END IF;
  e := gen_random_uuid();
  t := clock();
  INSERT INTO webhook_events (id, organization_id, type, body, occurred_at) VALUES (e, p_org, p_type,
    json_build_object('type', p_type, 'timestamp', to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'data', p_data)::text, t);
  INSERT INTO webhook_deliveries (id, organization_id, event_id, endpoint_id)
  SELECT gen_random_uuid(), p_org, e, w.id FROM webhook_endpoints w
  WHERE w.organization_id = p_org AND w.disabled_at IS NULL AND p_type = ANY (w.event_types);
  PERFORM webhook_wake(now());
END $$;

-- Facts: one event for a batch and a noun, [{ type, data }].
CREATE FUNCTION webhook_emit_many(p_events jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE one record;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM webhook_endpoints WHERE organization_id = current_org() AND disabled_at IS NULL) THEN RETURN; END IF;
  FOR one IN SELECT x.type, x.data FROM jsonb_to_recordset(p_events) AS x (type text, data jsonb) LOOP
    PERFORM webhook_emit(current_org(), one.type, one.data);
  END LOOP;
END $$;

-- One event for one endpoint, whatever it listens to.
CREATE FUNCTION webhook_emit_test(p_endpoint uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e uuid := gen_random_uuid(); d uuid := gen_random_uuid(); t timestamptz := clock();
BEGIN
  PERFORM 1 FROM webhook_endpoints WHERE organization_id = current_org() AND id = p_endpoint AND disabled_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'webhook-endpoint' USING ERRCODE = 'ZH004'; END IF;
  INSERT INTO webhook_events (id, organization_id, type, body, occurred_at) VALUES (e, current_org(), 'webhook.test',
    json_build_object('type', 'webhook.test', 'timestamp', to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'data', json_build_object('endpointId', p_endpoint))::text, t);
  INSERT INTO webhook_deliveries (id, organization_id, event_id, endpoint_id) VALUES (d, current_org(), e, p_endpoint);
  PERFORM webhook_wake(now());
  RETURN d;
END $$;

-- Referrals move in functions of the database, by orders and by the clock too: the row says it, whoever moved it. Ids only: a
-- customer's external id may be a telephone number.
CREATE FUNCTION referral_webhook() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM webhook_emit(NEW.organization_id, 'referral.' || CASE NEW.state WHEN 'void' THEN 'voided' ELSE NEW.state END,
    jsonb_build_object('referralId', NEW.id, 'referrerId', NEW.referrer_id, 'refereeId', NEW.referee_id, 'orderId', NEW.order_id));
  RETURN NULL;
END $$;
CREATE TRIGGER e_webhook_insert AFTER INSERT ON referrals FOR EACH ROW EXECUTE FUNCTION referral_webhook();
CREATE TRIGGER e_webhook_update AFTER UPDATE OF state ON referrals FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
  EXECUTE FUNCTION referral_webhook();

CREATE FUNCTION import_webhook() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM webhook_emit(NEW.organization_id, 'import.finished', jsonb_build_object('importId', NEW.id, 'rowCount', NEW.row_count,
    'newCount', NEW.new_count, 'changedCount', NEW.changed_count, 'errorCount', NEW.error_count));
  RETURN NULL;
END $$;
CREATE TRIGGER webhook_finished AFTER UPDATE OF state ON imports FOR EACH ROW
  WHEN (NEW.state = 'done' AND OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION import_webhook();

-- One delivery for one lane of a worker. A slow endpoint holds four at most, and the one with the fewest in flight is served first.
-- Whoever does not come back until p_until has lost it: it is due again then, under the same event.
CREATE FUNCTION webhook_claim(p_now timestamptz, p_until timestamptz) RETURNS TABLE (organization_id uuid, delivery_id uuid, claim uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH next AS (
    SELECT due.id FROM webhook_endpoints e
    CROSS JOIN LATERAL (SELECT count(*) AS in_flight FROM webhook_deliveries f
      WHERE f.endpoint_id = e.id AND f.claim IS NOT NULL AND f.due_at > p_now) busy
    CROSS JOIN LATERAL (SELECT d.id, d.due_at FROM webhook_deliveries d
      WHERE d.endpoint_id = e.id AND d.state = 'waiting' AND d.due_at <= p_now ORDER BY d.due_at LIMIT 1 FOR UPDATE SKIP LOCKED) due
    WHERE e.disabled_at IS NULL AND busy.in_flight < 4
    ORDER BY busy.in_flight, due.due_at LIMIT 1)
  UPDATE webhook_deliveries d SET claim = gen_random_uuid(), due_at = p_until FROM next WHERE d.id = next.id
  RETURNING d.organization_id, d.id, d.claim
$$;

-- ═══ In ═══

-- A source by the id in its address, before the organization is known. The secrets are sealed.
CREATE FUNCTION webhook_source_find(p_id uuid)
RETURNS TABLE (organization_id uuid, secret_cipher bytea, previous_secret_cipher bytea, previous_until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT organization_id, secret_cipher, previous_secret_cipher, previous_until FROM webhook_sources WHERE id = p_id AND disabled_at IS NULL
$$;

-- ═══ Row-level security and rights ═══

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['webhook_endpoints', 'webhook_events', 'webhook_deliveries', 'webhook_attempts', 'webhook_sources', 'webhook_receipts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY organization ON %I TO zhile_app USING (organization_id = nullif(current_setting(''app.org_id'', true), '''')::uuid)
      WITH CHECK (organization_id = nullif(current_setting(''app.org_id'', true), '''')::uuid)', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_endpoints TO zhile_app;
-- Events are written by the functions above only: what was said is what happened.
GRANT SELECT, DELETE ON webhook_events TO zhile_app;
GRANT SELECT, UPDATE ON webhook_deliveries TO zhile_app;
GRANT SELECT, INSERT ON webhook_attempts TO zhile_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_sources TO zhile_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_receipts TO zhile_app;
REVOKE ALL ON FUNCTION webhook_wake(timestamptz), webhook_emit(uuid, text, jsonb), webhook_emit_many(jsonb),
  webhook_emit_test(uuid), referral_webhook(), import_webhook(), webhook_claim(timestamptz, timestamptz), webhook_source_find(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION webhook_wake(timestamptz), webhook_emit_many(jsonb), webhook_emit_test(uuid),
  webhook_source_find(uuid) TO zhile_app;
GRANT EXECUTE ON FUNCTION webhook_claim(timestamptz, timestamptz) TO zhile_worker;
