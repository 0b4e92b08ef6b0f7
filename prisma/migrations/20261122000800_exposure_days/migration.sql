-- All exposures of a moment are listed newest first: the rollups say in which days a page lies, and this finds those days. A range a
-- megabyte costs nothing to keep, where an index by moment would cost each exposure that is recorded.
CREATE INDEX "exposures_episode_day_idx" ON "exposures" USING BRIN ("episode_day");
