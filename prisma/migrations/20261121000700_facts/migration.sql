-- Facts: finding an external id whoever's it is, and what two sources have both said.

-- One external id under two customers is a conflict that only a look-up by id can see; it is also the quicker probe of a batch
-- (docs/decisions/012-experience-ids.md has the figures).
CREATE INDEX "experiences_id_idx" ON "experiences"("id");

-- CreateTable
CREATE TABLE "fact_confirmations" (
    "organization_id" UUID NOT NULL,
    "fact_id" UUID NOT NULL,
    "said_by" UUID NOT NULL,

    CONSTRAINT "fact_confirmations_pkey" PRIMARY KEY ("organization_id","fact_id","said_by")
);

ALTER TABLE fact_confirmations ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization ON fact_confirmations TO zhile_app USING (organization_id = nullif(current_setting('app.org_id', true), '')::uuid)
  WITH CHECK (organization_id = nullif(current_setting('app.org_id', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON fact_confirmations TO zhile_app;

-- Facts of no month: somebody must make the month before more come. Counted up to a limit, for an alarm.
CREATE FUNCTION stray_facts() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*)::integer FROM (
    (SELECT 1 FROM experiences_default LIMIT 1000) UNION ALL (SELECT 1 FROM exposures_default LIMIT 1000)) stray
$$;
REVOKE ALL ON FUNCTION stray_facts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stray_facts() TO zhile_worker;
