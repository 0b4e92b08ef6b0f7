-- 值了? The yes or no at the end of a run.

-- CreateTable
CREATE TABLE "episode_answers" (
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "episode_id" UUID NOT NULL,
    "episode_day" DATE NOT NULL,
    "is_worth_it" BOOLEAN NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by" UUID,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,

    CONSTRAINT "episode_answers_pkey" PRIMARY KEY ("customer_id","episode_id")
);

-- CreateIndex
CREATE INDEX "episode_answers_organization_id_episode_day_idx" ON "episode_answers"("organization_id", "episode_day");

-- CreateIndex
CREATE UNIQUE INDEX "episode_answers_organization_id_source_external_id_key" ON "episode_answers"("organization_id", "source", "external_id");

-- AddForeignKey
ALTER TABLE "episode_answers" ADD CONSTRAINT "episode_answers_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "episode_answers" ADD CONSTRAINT "episode_answers_organization_id_customer_id_fkey" FOREIGN KEY ("organization_id", "customer_id") REFERENCES "customers"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ═══ What Prisma cannot say ═══

ALTER TABLE episode_answers ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization ON episode_answers TO zhile_app USING (organization_id = nullif(current_setting('app.org_id', true), '')::uuid)
  WITH CHECK (organization_id = nullif(current_setting('app.org_id', true), '')::uuid);
GRANT SELECT, INSERT ON episode_answers TO zhile_app;
