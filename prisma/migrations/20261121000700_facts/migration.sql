-- Facts: finding an external id whoever's it is, and what two sources have both said.

-- One external id under two customers is a conflict that only a look-up by id can see; it is also the quicker probe of a batch
-- (docs/decisions/013-facts-are-found-by-id-under-one-lock.md has the figures).
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

-- Those of the rows that nothing points at, found through the catalogue, so that a table of tomorrow is asked too. Runs as the owner
-- since a payee or a thank-you that keeps a customer is not for everybody to see; it answers ids only.
CREATE FUNCTION unreferenced(p_table text, p_ids uuid[]) RETURNS uuid[]
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
    UNION SELECT 'experiences', 'customer_id' WHERE p_table = 'customers'
  LOOP
    EXECUTE format('SELECT coalesce(array_agg(id), ''{}'') FROM unnest($1) AS row (id)
      WHERE NOT EXISTS (SELECT FROM %s child WHERE child.organization_id = $2 AND child.%I = row.id)', found.child, found.child_column)
    INTO free USING free, current_org();
  END LOOP;
  RETURN free;
END $$;
REVOKE ALL ON FUNCTION unreferenced(text, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unreferenced(text, uuid[]) TO zhile_app;
