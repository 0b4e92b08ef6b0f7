-- Files are staged in pieces of some thousand lines, not line by line: one row a line cost more than recording it should.

-- Lines that were staged one by one cannot go on. What was recorded stays; a file that was not through is sent again, and its ids
-- tell what went in already.
DELETE FROM import_rows r USING imports i WHERE i.id = r.import_id AND i.state IN ('staged', 'checking', 'checked');
DELETE FROM import_rows WHERE outcome IS NULL OR outcome IN ('new', 'same');
UPDATE imports SET state = 'taken-back', taken_back_at = CURRENT_TIMESTAMP WHERE state IN ('staged', 'checking', 'checked');
UPDATE imports SET state = 'done', row_count = progress_count, finished_at = coalesce(finished_at, CURRENT_TIMESTAMP)
WHERE state IN ('running', 'cancelled', 'failed');

ALTER TABLE "imports" ADD COLUMN "is_direct" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "import_rows" DROP COLUMN "fact_digest";
ALTER TABLE import_rows RESET (fillfactor);

-- CreateTable
CREATE TABLE "import_pieces" (
    "import_id" UUID NOT NULL,
    "piece_no" INTEGER NOT NULL,
    "organization_id" UUID NOT NULL,
    "first_row_no" INTEGER NOT NULL,
    "row_count" INTEGER NOT NULL,
    "body" BYTEA NOT NULL,
    "fact_digests" BIGINT[],
    "content_digests" BIGINT[],

    CONSTRAINT "import_pieces_pkey" PRIMARY KEY ("import_id","piece_no")
);

ALTER TABLE import_pieces ADD CONSTRAINT import_pieces_import_fkey FOREIGN KEY (organization_id, import_id)
  REFERENCES imports (organization_id, id);
-- What is deflated already, and what is chance, does not get smaller.
ALTER TABLE import_pieces ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE import_pieces ALTER COLUMN fact_digests SET STORAGE EXTERNAL;
ALTER TABLE import_pieces ALTER COLUMN content_digests SET STORAGE EXTERNAL;

ALTER TABLE import_pieces ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization ON import_pieces TO zhile_app USING (organization_id = nullif(current_setting('app.org_id', true), '')::uuid)
  WITH CHECK (organization_id = nullif(current_setting('app.org_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON import_pieces TO zhile_app;

-- An import that somebody holds is not standing still, however long its step takes.
CREATE OR REPLACE FUNCTION stalled_imports(p_before timestamptz) RETURNS TABLE (organization_id uuid, import_id uuid, state text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT organization_id, id, state FROM imports
  WHERE state IN ('checking', 'running', 'taking-back') AND moved_at < p_before
  FOR NO KEY UPDATE SKIP LOCKED
$$;

CREATE OR REPLACE FUNCTION imports_to_forget(p_before timestamptz) RETURNS TABLE (organization_id uuid, import_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.organization_id, i.id FROM imports i
  WHERE i.moved_at < p_before AND i.state NOT IN ('checking', 'running', 'taking-back')
    AND (EXISTS (SELECT 1 FROM import_rows r WHERE r.import_id = i.id)
      OR EXISTS (SELECT 1 FROM import_pieces p WHERE p.import_id = i.id))
$$;
