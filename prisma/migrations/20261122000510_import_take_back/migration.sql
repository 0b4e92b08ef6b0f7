-- A recorded piece stays as a note of the instant that its facts carry: by it they are found again, in blocks that lie together, when
-- the import is taken back.
ALTER TABLE "import_pieces" ADD COLUMN "recorded_at" TIMESTAMPTZ(3),
ALTER COLUMN "body" DROP NOT NULL;
ALTER TABLE import_pieces ADD CONSTRAINT import_pieces_body_until_recorded CHECK ((body IS NULL) = (recorded_at IS NOT NULL));
