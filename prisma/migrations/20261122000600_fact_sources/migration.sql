-- Which systems have told of experiences: a file from a system that nobody has heard of holds nothing that is known, so its ids need
-- not be looked for in every month (docs/decisions/020-a-first-file-is-not-looked-up.md).

-- CreateTable
CREATE TABLE "fact_sources" (
    "organization_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "sole_import_id" UUID,
    "sole_count" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "fact_sources_pkey" PRIMARY KEY ("organization_id","source")
);

INSERT INTO fact_sources (organization_id, source) SELECT DISTINCT organization_id, source FROM experiences;

ALTER TABLE fact_sources ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization ON fact_sources TO zhile_app USING (organization_id = nullif(current_setting('app.org_id', true), '')::uuid)
  WITH CHECK (organization_id = nullif(current_setting('app.org_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON fact_sources TO zhile_app;
