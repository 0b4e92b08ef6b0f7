-- Imports: what the check needs to find lines that tell of the same facts, what a run made of each noun, and when work last moved.

ALTER TABLE "import_rows" DROP COLUMN "item",
ADD COLUMN     "fact_digest" BYTEA;

ALTER TABLE "imports" ADD COLUMN     "fact_counts" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "kept_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "moved_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- The lines that need a person are few among many, and pages list them in the order of the file.
CREATE INDEX import_rows_problems_idx ON import_rows (import_id, row_no) WHERE outcome IN ('error', 'conflict', 'changed');

-- Staging is written once, updated once and emptied: room in the page keeps the update in it, and vacuum follows closely.
ALTER TABLE import_rows SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

-- Work that stands still although nobody stopped it: its worker died. Ids only, for the clock job that starts it again.
CREATE FUNCTION stalled_imports(p_before timestamptz) RETURNS TABLE (organization_id uuid, import_id uuid, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT organization_id, id, state FROM imports
  WHERE state IN ('checking', 'running', 'taking-back') AND moved_at < p_before
$$;
CREATE INDEX imports_at_work_idx ON imports (moved_at) WHERE state IN ('checking', 'running', 'taking-back');

-- Imports whose staged lines are older than people may still need them: they hold names and telephone numbers.
CREATE FUNCTION imports_to_forget(p_before timestamptz) RETURNS TABLE (organization_id uuid, import_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.organization_id, i.id FROM imports i
  WHERE i.moved_at < p_before AND i.state NOT IN ('checking', 'running', 'taking-back')
    AND EXISTS (SELECT 1 FROM import_rows r WHERE r.import_id = i.id)
$$;

REVOKE ALL ON FUNCTION stalled_imports(timestamptz) FROM PUBLIC;
REVOKE ALL ON FUNCTION imports_to_forget(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stalled_imports(timestamptz) TO zhile_worker;
GRANT EXECUTE ON FUNCTION imports_to_forget(timestamptz) TO zhile_worker;
