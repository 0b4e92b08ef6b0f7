-- Tables as the models in prisma/models say; then what Prisma cannot say.

-- CreateTable
CREATE TABLE "organizations" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "default_locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "fact_namespace" UUID NOT NULL,
    "valley_score" SMALLINT NOT NULL DEFAULT -3,
    "second_approval_minor" BIGINT,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organizations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "locale" TEXT,
    "color_scheme" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_accounts" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(6),
    "refresh_token_expires_at" TIMESTAMPTZ(6),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_verifications" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_rate_limits" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "auth_rate_limits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "location_id" UUID,
    "linked_customer_id" UUID,
    "deactivated_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "location_id" UUID,
    "token_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "accepted_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),
    "invited_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_heads" (
    "organization_id" UUID NOT NULL,
    "chain" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_heads_pkey" PRIMARY KEY ("organization_id","chain")
);

-- CreateTable
CREATE TABLE "audit_lines" (
    "organization_id" UUID NOT NULL,
    "chain" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "actor_user_id" UUID,
    "actor_job" TEXT,
    "request_id" TEXT,
    "table_name" TEXT NOT NULL,
    "op" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "prev_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_lines_pkey" PRIMARY KEY ("organization_id","chain","seq")
);

-- CreateTable
CREATE TABLE "clock_offsets" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "database_kind" TEXT NOT NULL DEFAULT 'live',
    "offset_seconds" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "clock_offsets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_profiles" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_profiles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "imports" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" TEXT,
    "file_name" TEXT NOT NULL,
    "file_sha256" BYTEA NOT NULL,
    "encoding" TEXT NOT NULL,
    "delimiter" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "mapping" JSONB,
    "state" TEXT NOT NULL DEFAULT 'staged',
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "progress_count" INTEGER NOT NULL DEFAULT 0,
    "new_count" INTEGER NOT NULL DEFAULT 0,
    "same_count" INTEGER NOT NULL DEFAULT 0,
    "changed_count" INTEGER NOT NULL DEFAULT 0,
    "conflict_count" INTEGER NOT NULL DEFAULT 0,
    "error_count" INTEGER NOT NULL DEFAULT 0,
    "apply_changes" BOOLEAN NOT NULL DEFAULT false,
    "cancel_asked_at" TIMESTAMPTZ(6),
    "failure" TEXT,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),
    "taken_back_at" TIMESTAMPTZ(6),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_rows" (
    "import_id" UUID NOT NULL,
    "row_no" INTEGER NOT NULL,
    "organization_id" UUID NOT NULL,
    "cells" TEXT[],
    "item" JSONB,
    "problems" JSONB,
    "outcome" TEXT,

    CONSTRAINT "import_rows_pkey" PRIMARY KEY ("import_id","row_no")
);

-- CreateTable
CREATE TABLE "journeys" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "template" TEXT,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "idle_limit_hours" INTEGER NOT NULL DEFAULT 48,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "journeys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "moment_states" (
    "state" TEXT NOT NULL,

    CONSTRAINT "moment_states_pkey" PRIMARY KEY ("state")
);

-- CreateTable
CREATE TABLE "moments" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "journey_id" UUID NOT NULL,
    "moment_no" SMALLINT NOT NULL,
    "position" SMALLINT NOT NULL,
    "code" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'candidate',
    "phase" TEXT NOT NULL DEFAULT 'during',
    "is_end" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "moments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "episodes" (
    "customer_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "episode_day" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "episodes_pkey" PRIMARY KEY ("customer_id","id")
);

-- CreateTable
CREATE TABLE "experiences" (
    "customer_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "moment_no" SMALLINT NOT NULL,
    "location_no" SMALLINT NOT NULL,
    "score" SMALLINT,
    "emotion" TEXT,
    "note" TEXT,
    "staff_ref" TEXT,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "episode_id" UUID NOT NULL,
    "episode_day" DATE NOT NULL,
    "import_id" UUID,
    "recorded_by" UUID,
    "content_hash" BYTEA NOT NULL,

    CONSTRAINT "experiences_pkey" PRIMARY KEY ("customer_id","occurred_at","id")
) PARTITION BY RANGE ("occurred_at");

-- CreateTable
CREATE TABLE "exposures" (
    "customer_id" UUID NOT NULL,
    "episode_day" DATE NOT NULL,
    "episode_id" UUID NOT NULL,
    "moment_no" SMALLINT NOT NULL,
    "organization_id" UUID NOT NULL,
    "location_no" SMALLINT NOT NULL,
    "exposed_at" TIMESTAMPTZ(6) NOT NULL,
    "shared_at" TIMESTAMPTZ(6),
    "share_channel" TEXT,
    "share_valence" SMALLINT,
    "complained_at" TIMESTAMPTZ(6),
    "complaint_channel" TEXT,

    CONSTRAINT "exposures_pkey" PRIMARY KEY ("customer_id","episode_day","episode_id","moment_no")
) PARTITION BY RANGE ("episode_day");

-- CreateTable
CREATE TABLE "products" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "refund_window_days" INTEGER NOT NULL DEFAULT 7,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "products_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(6),
    "location_no" SMALLINT NOT NULL DEFAULT 0,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "import_id" UUID,
    "recorded_by" UUID,
    "content_hash" BYTEA NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refunds" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "reason" TEXT,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "import_id" UUID,
    "recorded_by" UUID,
    "content_hash" BYTEA NOT NULL,

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "locations" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "location_no" SMALLINT NOT NULL,
    "name" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "locations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customers" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_pinyin" TEXT NOT NULL DEFAULT '',
    "name_initials" TEXT NOT NULL DEFAULT '',
    "phone_cipher" BYTEA,
    "phone_hash" BYTEA,
    "phone_last4" TEXT,
    "content_hash" BYTEA NOT NULL,
    "import_id" UUID,
    "merged_into_id" UUID,
    "erased_at" TIMESTAMPTZ(6),
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_aliases" (
    "organization_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,

    CONSTRAINT "customer_aliases_pkey" PRIMARY KEY ("organization_id","source","external_id")
);

-- CreateTable
CREATE TABLE "moment_days" (
    "organization_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "moment_no" SMALLINT NOT NULL,
    "location_no" SMALLINT NOT NULL,
    "exposure_count" BIGINT NOT NULL,
    "experience_count" BIGINT NOT NULL,
    "score_count" BIGINT NOT NULL,
    "score_sum" BIGINT NOT NULL,
    "score_square_sum" BIGINT NOT NULL,

    CONSTRAINT "moment_days_pkey" PRIMARY KEY ("organization_id","day","moment_no","location_no")
);

-- CreateTable
CREATE TABLE "moment_day_deltas" (
    "id" BIGSERIAL NOT NULL,
    "organization_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "moment_no" SMALLINT NOT NULL,
    "location_no" SMALLINT NOT NULL,
    "exposure_count" BIGINT NOT NULL,
    "experience_count" BIGINT NOT NULL,
    "score_count" BIGINT NOT NULL,
    "score_sum" BIGINT NOT NULL,
    "score_square_sum" BIGINT NOT NULL,

    CONSTRAINT "moment_day_deltas_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outcome_days" (
    "organization_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "moment_no" SMALLINT NOT NULL,
    "location_no" SMALLINT NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "valence" SMALLINT NOT NULL,
    "lag_days" SMALLINT NOT NULL,
    "outcome_count" BIGINT NOT NULL,

    CONSTRAINT "outcome_days_pkey" PRIMARY KEY ("organization_id","day","moment_no","location_no","kind","channel","valence","lag_days")
);

-- CreateTable
CREATE TABLE "outcome_day_deltas" (
    "id" BIGSERIAL NOT NULL,
    "organization_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "moment_no" SMALLINT NOT NULL,
    "location_no" SMALLINT NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "valence" SMALLINT NOT NULL,
    "lag_days" SMALLINT NOT NULL,
    "outcome_count" BIGINT NOT NULL,

    CONSTRAINT "outcome_day_deltas_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shares" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "moment_id" UUID,
    "moment_no" SMALLINT,
    "location_no" SMALLINT NOT NULL DEFAULT 0,
    "channel" TEXT NOT NULL,
    "valence" SMALLINT NOT NULL,
    "is_public" BOOLEAN NOT NULL DEFAULT false,
    "reach" INTEGER,
    "proof" TEXT NOT NULL DEFAULT 'reported',
    "note" TEXT,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "episode_id" UUID,
    "import_id" UUID,
    "recorded_by" UUID,
    "content_hash" BYTEA NOT NULL,

    CONSTRAINT "shares_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "complaints" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "moment_id" UUID,
    "moment_no" SMALLINT,
    "location_no" SMALLINT NOT NULL DEFAULT 0,
    "severity" SMALLINT NOT NULL DEFAULT 2,
    "is_public" BOOLEAN NOT NULL DEFAULT false,
    "reach" INTEGER,
    "note" TEXT,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "episode_id" UUID,
    "import_id" UUID,
    "recorded_by" UUID,
    "content_hash" BYTEA NOT NULL,

    CONSTRAINT "complaints_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "auth_sessions_token_key" ON "auth_sessions"("token");

-- CreateIndex
CREATE INDEX "auth_sessions_user_id_idx" ON "auth_sessions"("user_id");

-- CreateIndex
CREATE INDEX "auth_accounts_user_id_idx" ON "auth_accounts"("user_id");

-- CreateIndex
CREATE INDEX "auth_verifications_identifier_idx" ON "auth_verifications"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "auth_rate_limits_key_key" ON "auth_rate_limits"("key");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_organization_id_user_id_key" ON "memberships"("organization_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_organization_id_id_key" ON "memberships"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_organization_id_id_key" ON "invitations"("organization_id", "id");

-- CreateIndex
CREATE INDEX "audit_lines_organization_id_at_idx" ON "audit_lines"("organization_id", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "import_profiles_organization_id_name_key" ON "import_profiles"("organization_id", "name");

-- CreateIndex
CREATE INDEX "imports_organization_id_created_at_idx" ON "imports"("organization_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "imports_organization_id_id_key" ON "imports"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "journeys_organization_id_id_key" ON "journeys"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "moments_organization_id_moment_no_key" ON "moments"("organization_id", "moment_no");

-- CreateIndex
CREATE UNIQUE INDEX "moments_organization_id_code_key" ON "moments"("organization_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "moments_organization_id_id_moment_no_key" ON "moments"("organization_id", "id", "moment_no");

-- CreateIndex
CREATE INDEX "experiences_recorded_at_idx" ON "experiences" USING BRIN ("recorded_at");

-- CreateIndex
CREATE UNIQUE INDEX "products_organization_id_code_key" ON "products"("organization_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "products_organization_id_id_key" ON "products"("organization_id", "id");

-- CreateIndex
CREATE INDEX "orders_customer_id_occurred_at_id_idx" ON "orders"("customer_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "orders_organization_id_occurred_at_idx" ON "orders"("organization_id", "occurred_at");

-- CreateIndex
CREATE UNIQUE INDEX "orders_organization_id_source_external_id_key" ON "orders"("organization_id", "source", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "orders_organization_id_id_key" ON "orders"("organization_id", "id");

-- CreateIndex
CREATE INDEX "refunds_organization_id_order_id_idx" ON "refunds"("organization_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "refunds_organization_id_source_external_id_key" ON "refunds"("organization_id", "source", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "locations_organization_id_location_no_key" ON "locations"("organization_id", "location_no");

-- CreateIndex
CREATE UNIQUE INDEX "locations_organization_id_name_key" ON "locations"("organization_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "locations_organization_id_id_key" ON "locations"("organization_id", "id");

-- CreateIndex
CREATE INDEX "customers_organization_id_recorded_at_id_idx" ON "customers"("organization_id", "recorded_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "customers_organization_id_name_pinyin_id_idx" ON "customers"("organization_id", "name_pinyin", "id");

-- CreateIndex
CREATE INDEX "customers_organization_id_phone_hash_idx" ON "customers"("organization_id", "phone_hash");

-- CreateIndex
CREATE UNIQUE INDEX "customers_organization_id_source_external_id_key" ON "customers"("organization_id", "source", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "customers_organization_id_id_key" ON "customers"("organization_id", "id");

-- CreateIndex
CREATE INDEX "moment_day_deltas_organization_id_day_idx" ON "moment_day_deltas"("organization_id", "day");

-- CreateIndex
CREATE INDEX "outcome_day_deltas_organization_id_day_idx" ON "outcome_day_deltas"("organization_id", "day");

-- CreateIndex
CREATE INDEX "shares_customer_id_occurred_at_id_idx" ON "shares"("customer_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "shares_organization_id_occurred_at_idx" ON "shares"("organization_id", "occurred_at");

-- CreateIndex
CREATE UNIQUE INDEX "shares_organization_id_source_external_id_key" ON "shares"("organization_id", "source", "external_id");

-- CreateIndex
CREATE INDEX "complaints_customer_id_occurred_at_id_idx" ON "complaints"("customer_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "complaints_organization_id_occurred_at_idx" ON "complaints"("organization_id", "occurred_at");

-- CreateIndex
CREATE UNIQUE INDEX "complaints_organization_id_source_external_id_key" ON "complaints"("organization_id", "source", "external_id");

-- AddForeignKey
ALTER TABLE "auth_sessions" ADD CONSTRAINT "auth_sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_accounts" ADD CONSTRAINT "auth_accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization_id_location_id_fkey" FOREIGN KEY ("organization_id", "location_id") REFERENCES "locations"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization_id_linked_customer_id_fkey" FOREIGN KEY ("organization_id", "linked_customer_id") REFERENCES "customers"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organization_id_location_id_fkey" FOREIGN KEY ("organization_id", "location_id") REFERENCES "locations"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_profiles" ADD CONSTRAINT "import_profiles_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journeys" ADD CONSTRAINT "journeys_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "moments" ADD CONSTRAINT "moments_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "moments" ADD CONSTRAINT "moments_organization_id_journey_id_fkey" FOREIGN KEY ("organization_id", "journey_id") REFERENCES "journeys"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "moments" ADD CONSTRAINT "moments_state_fkey" FOREIGN KEY ("state") REFERENCES "moment_states"("state") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_organization_id_customer_id_fkey" FOREIGN KEY ("organization_id", "customer_id") REFERENCES "customers"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_organization_id_product_id_fkey" FOREIGN KEY ("organization_id", "product_id") REFERENCES "products"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_organization_id_order_id_fkey" FOREIGN KEY ("organization_id", "order_id") REFERENCES "orders"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "locations" ADD CONSTRAINT "locations_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_organization_id_merged_into_id_fkey" FOREIGN KEY ("organization_id", "merged_into_id") REFERENCES "customers"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_aliases" ADD CONSTRAINT "customer_aliases_organization_id_customer_id_fkey" FOREIGN KEY ("organization_id", "customer_id") REFERENCES "customers"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shares" ADD CONSTRAINT "shares_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shares" ADD CONSTRAINT "shares_organization_id_customer_id_fkey" FOREIGN KEY ("organization_id", "customer_id") REFERENCES "customers"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shares" ADD CONSTRAINT "shares_organization_id_moment_id_moment_no_fkey" FOREIGN KEY ("organization_id", "moment_id", "moment_no") REFERENCES "moments"("organization_id", "id", "moment_no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaints" ADD CONSTRAINT "complaints_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaints" ADD CONSTRAINT "complaints_organization_id_customer_id_fkey" FOREIGN KEY ("organization_id", "customer_id") REFERENCES "customers"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaints" ADD CONSTRAINT "complaints_organization_id_moment_id_moment_no_fkey" FOREIGN KEY ("organization_id", "moment_id", "moment_no") REFERENCES "moments"("organization_id", "id", "moment_no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ═══ What Prisma cannot say ═══

-- Partitions. Only these two facts are partitioned; they have no foreign keys and no triggers, so that COPY stays fast and Citus can take them.
CREATE TABLE experiences_default PARTITION OF experiences DEFAULT;
CREATE TABLE exposures_default PARTITION OF exposures DEFAULT;

-- Makes the monthly partitions that are missing between two days, and says how many it made. A month that already has rows in the
-- default partition is left there: the caller raises the alarm.
CREATE FUNCTION ensure_partitions(p_from date, p_until date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m date := date_trunc('month', p_from)::date; made integer := 0; suffix text;
BEGIN
  IF p_until - p_from > 366 * 60 THEN RAISE EXCEPTION 'partition-range-too-long' USING ERRCODE = 'ZH001'; END IF;
  -- Two callers must not make the same month; the lock ends with the transaction.
  PERFORM pg_advisory_xact_lock(hashtext('ensure_partitions'));
  WHILE m <= p_until LOOP
    suffix := to_char(m, 'YYYYMM');
    IF to_regclass('public.experiences_' || suffix) IS NULL
       AND NOT EXISTS (SELECT 1 FROM experiences_default WHERE occurred_at >= m AND occurred_at < m + interval '1 month') THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF experiences FOR VALUES FROM (%L) TO (%L)',
        'experiences_' || suffix, m || ' 00:00:00+00', (m + interval '1 month')::date || ' 00:00:00+00');
      made := made + 1;
    END IF;
    IF to_regclass('public.exposures_' || suffix) IS NULL
       AND NOT EXISTS (SELECT 1 FROM exposures_default WHERE episode_day >= m AND episode_day < m + interval '1 month') THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF exposures FOR VALUES FROM (%L) TO (%L)',
        'exposures_' || suffix, m, (m + interval '1 month')::date);
      made := made + 1;
    END IF;
    m := (m + interval '1 month')::date;
  END LOOP;
  RETURN made;
END $$;

-- Drill-down from a bar: only exposures with an outcome are listed often, and they are few.
CREATE INDEX exposures_shared_idx ON exposures (organization_id, moment_no, episode_day, customer_id) WHERE shared_at IS NOT NULL;
CREATE INDEX exposures_complained_idx ON exposures (organization_id, moment_no, episode_day, customer_id) WHERE complained_at IS NOT NULL;

-- Checks.
ALTER TABLE organizations ADD CONSTRAINT organizations_valley_check CHECK (valley_score BETWEEN -5 AND 0),
  ADD CONSTRAINT organizations_second_approval_check CHECK (second_approval_minor > 0);
ALTER TABLE memberships ADD CONSTRAINT memberships_role_check CHECK (role IN ('owner', 'finance', 'marketing', 'staff', 'auditor'));
ALTER TABLE invitations ADD CONSTRAINT invitations_role_check CHECK (role IN ('owner', 'finance', 'marketing', 'staff', 'auditor'));
ALTER TABLE locations ADD CONSTRAINT locations_no_check CHECK (location_no > 0);
ALTER TABLE customers ADD CONSTRAINT customers_merge_check CHECK (merged_into_id <> id);
ALTER TABLE moments ADD CONSTRAINT moments_no_check CHECK (moment_no > 0),
  ADD CONSTRAINT moments_phase_check CHECK (phase IN ('before', 'during', 'after'));
ALTER TABLE experiences ADD CONSTRAINT experiences_score_check CHECK (score BETWEEN -5 AND 5);
ALTER TABLE shares ADD CONSTRAINT shares_channel_check CHECK (channel IN ('photo', 'feed', 'group', 'one-to-one', 'review', 'in-person')),
  ADD CONSTRAINT shares_valence_check CHECK (valence BETWEEN -1 AND 1),
  ADD CONSTRAINT shares_proof_check CHECK (proof IN ('traced', 'reported')),
  ADD CONSTRAINT shares_reach_check CHECK (reach >= 0),
  ADD CONSTRAINT shares_moment_check CHECK ((moment_id IS NULL) = (moment_no IS NULL));
ALTER TABLE complaints ADD CONSTRAINT complaints_severity_check CHECK (severity BETWEEN 1 AND 3),
  ADD CONSTRAINT complaints_reach_check CHECK (reach >= 0),
  ADD CONSTRAINT complaints_moment_check CHECK ((moment_id IS NULL) = (moment_no IS NULL));
ALTER TABLE products ADD CONSTRAINT products_refund_window_check CHECK (refund_window_days BETWEEN 0 AND 3650);
ALTER TABLE orders ADD CONSTRAINT orders_amount_check CHECK (amount_minor >= 0),
  ADD CONSTRAINT orders_delivered_check CHECK (delivered_at >= occurred_at);
ALTER TABLE refunds ADD CONSTRAINT refunds_amount_check CHECK (amount_minor > 0);
ALTER TABLE imports ADD CONSTRAINT imports_state_check CHECK (state IN
  ('staged', 'checking', 'checked', 'running', 'done', 'cancelled', 'failed', 'taking-back', 'taken-back'));
ALTER TABLE import_rows ADD CONSTRAINT import_rows_outcome_check CHECK (outcome IN ('new', 'same', 'changed', 'conflict', 'error'));
ALTER TABLE import_rows ADD CONSTRAINT import_rows_import_fkey FOREIGN KEY (organization_id, import_id) REFERENCES imports (organization_id, id);
ALTER TABLE outcome_days ADD CONSTRAINT outcome_days_kind_check CHECK (kind IN ('share', 'complaint'));
ALTER TABLE clock_offsets ADD CONSTRAINT clock_offsets_one_row CHECK (id),
  ADD CONSTRAINT clock_offsets_live_is_real CHECK (database_kind IN ('sample', 'test') OR (database_kind = 'live' AND offset_seconds = 0));

INSERT INTO moment_states VALUES ('candidate'), ('shortlisted'), ('researched'), ('key'), ('retired');
INSERT INTO clock_offsets (id) VALUES (true);

-- The rollups are rewritten in place and the deltas are a queue: both need room and a quick vacuum.
ALTER TABLE moment_days SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE outcome_days SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE moment_day_deltas SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE outcome_day_deltas SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- ═══ Time, identity ═══

-- The one clock of money rows: the database's, plus an offset that exists only in sample and test databases.
CREATE FUNCTION clock() RETURNS timestamptz LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT clock_timestamp() + offset_seconds * interval '1 second' FROM clock_offsets
$$;

CREATE FUNCTION current_org() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('app.org_id', true), '')::uuid
$$;

-- Who holds this live session, in the organization of the transaction. Refuses expired sessions, outsiders and leavers alike.
-- Sessions end by the real clock, never by the sample offset.
CREATE FUNCTION session_actor(p_token text, OUT user_id uuid, OUT membership_id uuid, OUT role text, OUT linked_customer_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT m.user_id, m.id, m.role, m.linked_customer_id INTO user_id, membership_id, role, linked_customer_id
  FROM auth_sessions s JOIN memberships m ON m.user_id = s.user_id
  WHERE s.token = p_token AND s.expires_at > clock_timestamp() AND m.organization_id = current_org() AND m.deactivated_at IS NULL;
  IF membership_id IS NULL THEN RAISE EXCEPTION 'session-ended' USING ERRCODE = 'ZH003'; END IF;
END $$;

-- Every organization that a session may enter, before one is chosen.
CREATE FUNCTION session_memberships(p_token text)
RETURNS TABLE (user_id uuid, membership_id uuid, organization_id uuid, organization_name text, time_zone text, currency text,
  role text, location_id uuid, location_no smallint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.user_id, m.id, o.id, o.name, o.time_zone, o.currency::text, m.role, m.location_id, l.location_no
  FROM auth_sessions s
  JOIN memberships m ON m.user_id = s.user_id AND m.deactivated_at IS NULL
  JOIN organizations o ON o.id = m.organization_id
  LEFT JOIN locations l ON l.organization_id = m.organization_id AND l.id = m.location_id
  WHERE s.token = p_token AND s.expires_at > clock_timestamp()
  ORDER BY o.name, o.id
$$;

-- ═══ Audit: a hash chain per organization and subject, written in the same transaction ═══

CREATE FUNCTION audit_hash(p_prev bytea, p_org uuid, p_chain text, p_seq bigint, p_at timestamptz, p_user uuid, p_job text, p_request text,
  p_table text, p_op text, p_data jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(p_prev || convert_to(concat_ws(chr(31), p_org, p_chain, p_seq, (extract(epoch FROM p_at) * 1000000)::bigint,
    coalesce(p_user::text, ''), coalesce(p_job, ''), coalesce(p_request, ''), p_table, p_op, p_data::text), 'UTF8'))
$$;

CREATE FUNCTION audit_append(p_org uuid, p_chain text, p_table text, p_op text, p_data jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE head record; t timestamptz; h bytea;
  u uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  j text := nullif(current_setting('app.job', true), '');
  r text := nullif(current_setting('app.request_id', true), '');
BEGIN
  -- The guards of money see what others committed while they waited for a lock. An older snapshot would not: a refund stayed unseen.
  IF p_chain = 'money' AND current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
    RAISE EXCEPTION 'money-read-committed' USING ERRCODE = '40001';
  END IF;
  -- The head's row lock makes the chain gap-free; the line is written under it. A long transaction leaves a trail of old versions of
  -- the head, so it is looked for once and then written by its place.
  SELECT a.ctid AS place, a.seq, a.hash INTO head FROM audit_heads a
  WHERE a.organization_id = p_org AND a.chain = p_chain FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    INSERT INTO audit_heads VALUES (p_org, p_chain, 0, '\x00') ON CONFLICT DO NOTHING;
    SELECT a.ctid AS place, a.seq, a.hash INTO head FROM audit_heads a
    WHERE a.organization_id = p_org AND a.chain = p_chain FOR NO KEY UPDATE;
  END IF;
  t := clock();
  h := audit_hash(head.hash, p_org, p_chain, head.seq + 1, t, u, j, r, p_table, p_op, p_data);
  INSERT INTO audit_lines VALUES (p_org, p_chain, head.seq + 1, t, u, j, r, p_table, p_op, p_data, head.hash, h);
  UPDATE audit_heads SET seq = head.seq + 1, hash = h WHERE ctid = head.place;
END $$;

-- Row trigger: TG_ARGV[0] is the chain, the rest are columns that stay out (personal data, secrets).
CREATE FUNCTION audit_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE d jsonb; org uuid; i integer;
BEGIN
  d := CASE TG_OP WHEN 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
  org := coalesce((d ->> 'organization_id')::uuid, CASE TG_TABLE_NAME WHEN 'organizations' THEN (d ->> 'id')::uuid END);
  FOR i IN 1 .. TG_NARGS - 1 LOOP d := d - TG_ARGV[i]; END LOOP;
  PERFORM audit_append(org, TG_ARGV[0], TG_TABLE_NAME, TG_OP, d);
  RETURN NULL;
END $$;

-- Facts get one line per batch, not one per row.
CREATE FUNCTION audit_facts(p_noun text, p_op text, p_count integer, p_digest bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT audit_append(current_org(), 'facts', p_noun, p_op, jsonb_build_object('count', p_count, 'sha256', encode(p_digest, 'hex')))
$$;

-- An access that a person of trust must be able to see later: a phone or an account shown in full, a file exported.
CREATE FUNCTION audit_access(p_noun text, p_op text, p_data jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- Words of the row triggers: nobody writes a change of role that did not happen.
  IF upper(p_op) IN ('INSERT', 'UPDATE', 'DELETE') THEN RAISE EXCEPTION 'audit-op-reserved' USING ERRCODE = 'ZH003'; END IF;
  PERFORM audit_append(current_org(), 'access', p_noun, p_op, p_data);
END $$;

-- Lines of a chain that do not follow from the line before; none in an untouched log.
CREATE FUNCTION audit_breaks(p_org uuid) RETURNS TABLE (chain text, seq bigint, problem text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH linked AS (
    SELECT l.*, lag(l.hash) OVER w AS before_hash, lag(l.seq, 1, 0::bigint) OVER w AS before_seq
    FROM audit_lines l WHERE l.organization_id = p_org WINDOW w AS (PARTITION BY l.chain ORDER BY l.seq))
  SELECT k.chain, k.seq, CASE
    WHEN k.seq <> k.before_seq + 1 THEN 'gap'
    WHEN k.prev_hash <> coalesce(k.before_hash, '\x00') THEN 'link'
    ELSE 'content' END
  FROM linked k
  WHERE k.seq <> k.before_seq + 1 OR k.prev_hash <> coalesce(k.before_hash, '\x00')
    OR k.hash <> audit_hash(k.prev_hash, k.organization_id, k.chain, k.seq, k.at, k.actor_user_id, k.actor_job, k.request_id, k.table_name, k.op, k.data)
  UNION ALL
  SELECT h.chain, h.seq, 'head' FROM audit_heads h
  WHERE h.organization_id = p_org AND NOT EXISTS (
    SELECT 1 FROM audit_lines l WHERE l.organization_id = p_org AND l.chain = h.chain AND l.seq = h.seq AND l.hash = h.hash)
  ORDER BY 1, 2
$$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append-only' USING ERRCODE = 'ZH001', DETAIL = TG_OP || ' on ' || TG_TABLE_NAME; END $$;
CREATE TRIGGER audit_lines_append_only BEFORE UPDATE OR DELETE ON audit_lines FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_lines_no_truncate BEFORE TRUNCATE ON audit_lines EXECUTE FUNCTION refuse_change();

CREATE TRIGGER organizations_audit AFTER INSERT OR UPDATE OR DELETE ON organizations FOR EACH ROW EXECUTE FUNCTION audit_row('access', 'fact_namespace');
CREATE TRIGGER memberships_audit AFTER INSERT OR UPDATE OR DELETE ON memberships FOR EACH ROW EXECUTE FUNCTION audit_row('access');
CREATE TRIGGER invitations_audit AFTER INSERT OR UPDATE OR DELETE ON invitations FOR EACH ROW EXECUTE FUNCTION audit_row('access', 'email', 'token_hash');
CREATE TRIGGER locations_audit AFTER INSERT OR UPDATE OR DELETE ON locations FOR EACH ROW EXECUTE FUNCTION audit_row('access');
CREATE TRIGGER journeys_audit AFTER INSERT OR UPDATE OR DELETE ON journeys FOR EACH ROW EXECUTE FUNCTION audit_row('access');
CREATE TRIGGER moments_audit AFTER INSERT OR UPDATE OR DELETE ON moments FOR EACH ROW EXECUTE FUNCTION audit_row('access');
CREATE TRIGGER products_audit AFTER INSERT OR UPDATE OR DELETE ON products FOR EACH ROW EXECUTE FUNCTION audit_row('access');

-- ═══ Access: changed only by a live session of an owner ═══

CREATE FUNCTION require_role(p_token text, p_roles text[]) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE a record;
BEGIN
  SELECT * INTO a FROM session_actor(p_token);
  IF a.role <> ALL (p_roles) THEN RAISE EXCEPTION 'role-not-allowed' USING ERRCODE = 'ZH003'; END IF;
  -- The audit log names the session's holder, whatever the caller had set.
  PERFORM set_config('app.user_id', a.user_id::text, true);
  RETURN a.membership_id;
END $$;

CREATE FUNCTION invitation_create(p_token text, p_id uuid, p_email text, p_role text, p_location uuid, p_hash bytea, p_expires timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE inviter uuid;
BEGIN
  PERFORM require_role(p_token, ARRAY['owner']);
  SELECT user_id INTO inviter FROM session_actor(p_token);
  INSERT INTO invitations (id, organization_id, email, role, location_id, token_hash, expires_at, invited_by)
  VALUES (p_id, current_org(), lower(p_email), p_role, p_location, p_hash, p_expires, inviter);
END $$;

CREATE FUNCTION invitation_revoke(p_token text, p_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM require_role(p_token, ARRAY['owner']);
  UPDATE invitations SET revoked_at = clock_timestamp() WHERE organization_id = current_org() AND id = p_id AND accepted_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'invitation' USING ERRCODE = 'ZH004'; END IF;
END $$;

-- What an invitation's page may show. Unknown, used, revoked and expired look alike.
CREATE FUNCTION invitation_find(p_hash bytea) RETURNS TABLE (organization_name text, email text, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.name, i.email, i.role FROM invitations i JOIN organizations o ON o.id = i.organization_id
  WHERE i.token_hash = p_hash AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > clock_timestamp()
$$;

-- Turns an invitation into a membership of the signed-in person it was addressed to. Once, and never for an active member: a role
-- changes by membership_change alone, which keeps the last owner.
CREATE FUNCTION invitation_accept(p_token text, p_hash bytea) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE i invitations; u users;
BEGIN
  SELECT x.* INTO u FROM auth_sessions s JOIN users x ON x.id = s.user_id WHERE s.token = p_token AND s.expires_at > clock_timestamp();
  IF u.id IS NULL THEN RAISE EXCEPTION 'session-ended' USING ERRCODE = 'ZH003'; END IF;
  UPDATE invitations SET accepted_at = clock_timestamp()
  WHERE token_hash = p_hash AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > clock_timestamp() AND email = lower(u.email)
  RETURNING * INTO i;
  IF i.id IS NULL THEN RAISE EXCEPTION 'invitation' USING ERRCODE = 'ZH004'; END IF;
  PERFORM set_config('app.user_id', u.id::text, true);
  INSERT INTO memberships (id, organization_id, user_id, role, location_id) VALUES (gen_random_uuid(), i.organization_id, u.id, i.role, i.location_id)
  ON CONFLICT (organization_id, user_id) DO UPDATE SET role = excluded.role, location_id = excluded.location_id, deactivated_at = NULL
  WHERE memberships.deactivated_at IS NOT NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'member-already' USING ERRCODE = 'ZH001'; END IF;
  RETURN i.organization_id;
END $$;

-- Changes a member's role, place and own customer record. The last owner stays.
CREATE FUNCTION membership_change(p_token text, p_id uuid, p_role text, p_location uuid, p_linked_customer uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM require_role(p_token, ARRAY['owner']);
  -- One owner at a time changes members, so that two owners cannot each remove the other.
  PERFORM 1 FROM organizations WHERE id = current_org() FOR NO KEY UPDATE;
  UPDATE memberships SET role = p_role, location_id = p_location, linked_customer_id = p_linked_customer
  WHERE organization_id = current_org() AND id = p_id AND deactivated_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'membership' USING ERRCODE = 'ZH004'; END IF;
  IF NOT EXISTS (SELECT 1 FROM memberships WHERE organization_id = current_org() AND role = 'owner' AND deactivated_at IS NULL) THEN
    RAISE EXCEPTION 'last-owner-stays' USING ERRCODE = 'ZH001';
  END IF;
END $$;

-- A leaver: out at once, every session ended, and no invitation from before lets them in again.
CREATE FUNCTION membership_deactivate(p_token text, p_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE leaver uuid;
BEGIN
  PERFORM require_role(p_token, ARRAY['owner']);
  PERFORM 1 FROM organizations WHERE id = current_org() FOR NO KEY UPDATE;
  UPDATE memberships SET deactivated_at = clock_timestamp()
  WHERE organization_id = current_org() AND id = p_id AND deactivated_at IS NULL RETURNING user_id INTO leaver;
  IF leaver IS NULL THEN RAISE EXCEPTION 'membership' USING ERRCODE = 'ZH004'; END IF;
  IF NOT EXISTS (SELECT 1 FROM memberships WHERE organization_id = current_org() AND role = 'owner' AND deactivated_at IS NULL) THEN
    RAISE EXCEPTION 'last-owner-stays' USING ERRCODE = 'ZH001';
  END IF;
  DELETE FROM auth_sessions WHERE user_id = leaver;
  UPDATE invitations i SET revoked_at = clock_timestamp() FROM users u
  WHERE u.id = leaver AND i.organization_id = current_org() AND i.email = lower(u.email) AND i.accepted_at IS NULL AND i.revoked_at IS NULL;
END $$;

CREATE FUNCTION membership_reactivate(p_token text, p_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM require_role(p_token, ARRAY['owner']);
  UPDATE memberships SET deactivated_at = NULL WHERE organization_id = current_org() AND id = p_id AND deactivated_at IS NOT NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'membership' USING ERRCODE = 'ZH004'; END IF;
END $$;

-- ═══ Search ═══

-- Pairs of neighbouring characters, so that two Chinese characters find a name through an index (pg_trgm needs three).
CREATE FUNCTION bigrams(p text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT substr(t, i, 2)), '{}')
  FROM (SELECT lower(regexp_replace(p, '\s+', '', 'g')) AS t) x, generate_series(1, greatest(length(t) - 1, 1)) i
$$;
CREATE FUNCTION customer_search_text(p_name text, p_pinyin text, p_initials text, p_last4 text, p_external text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT p_name || '|' || replace(p_pinyin, ' ', '') || '|' || p_initials || '|' || coalesce(p_last4, '') || '|' || p_external
$$;
CREATE INDEX customers_search_idx ON customers USING gin
  (bigrams(customer_search_text(name, name_pinyin, name_initials, phone_last4, external_id)));

-- Array operators are not leakproof, so under row-level security the index would not be used: this runs as the owner and
-- holds to the transaction's organization itself.
CREATE FUNCTION search_customers(p_text text, p_limit integer) RETURNS SETOF customers
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.* FROM customers c
  WHERE c.organization_id = current_org() AND c.erased_at IS NULL AND c.merged_into_id IS NULL
    AND bigrams(customer_search_text(c.name, c.name_pinyin, c.name_initials, c.phone_last4, c.external_id)) @> bigrams(p_text)
    AND strpos(lower(customer_search_text(c.name, c.name_pinyin, c.name_initials, c.phone_last4, c.external_id)),
      lower(regexp_replace(p_text, '\s+', '', 'g'))) > 0
  ORDER BY c.recorded_at DESC, c.id DESC LIMIT least(p_limit, 200)
$$;

-- ═══ Jobs ═══

-- graphile-worker's add_job fails for roles that do not own its tables.
CREATE FUNCTION enqueue(p_task text, p_payload jsonb, p_job_key text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM graphile_worker.add_job(p_task, p_payload::json, job_key => p_job_key);
END $$;

-- Organizations that a clock job has to visit; ids only.
CREATE FUNCTION job_organizations() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM organizations ORDER BY id
$$;

-- ═══ Row-level security and rights ═══

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['memberships', 'invitations', 'locations', 'customers', 'customer_aliases', 'journeys', 'moments', 'episodes',
    'experiences', 'exposures', 'shares', 'complaints', 'products', 'orders', 'refunds', 'import_profiles', 'imports', 'import_rows',
    'moment_days', 'moment_day_deltas', 'outcome_days', 'outcome_day_deltas', 'audit_heads', 'audit_lines'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY organization ON %I TO zhile_app USING (organization_id = nullif(current_setting(''app.org_id'', true), '''')::uuid)
      WITH CHECK (organization_id = nullif(current_setting(''app.org_id'', true), '''')::uuid)', t);
  END LOOP;
END $$;
ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization ON organizations TO zhile_app USING (id = nullif(current_setting('app.org_id', true), '')::uuid);
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY colleagues ON users FOR SELECT TO zhile_app USING (EXISTS (
  SELECT 1 FROM memberships m WHERE m.user_id = users.id AND m.organization_id = nullif(current_setting('app.org_id', true), '')::uuid));
CREATE POLICY sign_in ON users TO zhile_auth USING (true) WITH CHECK (true);
CREATE POLICY merger ON moment_days TO zhile_worker USING (true) WITH CHECK (true);
CREATE POLICY merger ON moment_day_deltas TO zhile_worker USING (true) WITH CHECK (true);
CREATE POLICY merger ON outcome_days TO zhile_worker USING (true) WITH CHECK (true);
CREATE POLICY merger ON outcome_day_deltas TO zhile_worker USING (true) WITH CHECK (true);

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO zhile_app, zhile_worker, zhile_auth;
-- One table per statement: Citus fails on several at once after parallel access.
GRANT SELECT ON organizations TO zhile_app;
GRANT UPDATE (name, default_locale, valley_score, second_approval_minor) ON organizations TO zhile_app;
GRANT SELECT ON users TO zhile_app;
GRANT SELECT ON memberships TO zhile_app;
GRANT SELECT (id, organization_id, email, role, location_id, expires_at, accepted_at, revoked_at, invited_by, created_at) ON invitations TO zhile_app;
GRANT SELECT, INSERT, UPDATE ON locations TO zhile_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON customers TO zhile_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON customer_aliases TO zhile_app;
GRANT SELECT, INSERT, UPDATE ON journeys TO zhile_app;
GRANT SELECT ON moment_states TO zhile_app;
GRANT SELECT, INSERT, UPDATE ON moments TO zhile_app;
GRANT SELECT, INSERT, DELETE ON episodes TO zhile_app;
GRANT SELECT, INSERT, DELETE ON experiences TO zhile_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON exposures TO zhile_app;
GRANT SELECT, INSERT, DELETE ON shares TO zhile_app;
GRANT SELECT, INSERT, DELETE ON complaints TO zhile_app;
GRANT SELECT, INSERT, UPDATE ON products TO zhile_app;
GRANT SELECT, INSERT, DELETE ON orders TO zhile_app;
GRANT UPDATE (delivered_at, content_hash) ON orders TO zhile_app;
GRANT SELECT, INSERT, DELETE ON refunds TO zhile_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON import_profiles TO zhile_app;
GRANT SELECT, INSERT, UPDATE ON imports TO zhile_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON import_rows TO zhile_app;
GRANT SELECT ON moment_days TO zhile_app;
GRANT SELECT, INSERT ON moment_day_deltas TO zhile_app;
GRANT USAGE ON SEQUENCE moment_day_deltas_id_seq TO zhile_app;
GRANT SELECT ON outcome_days TO zhile_app;
GRANT SELECT, INSERT ON outcome_day_deltas TO zhile_app;
GRANT USAGE ON SEQUENCE outcome_day_deltas_id_seq TO zhile_app;
GRANT SELECT ON audit_heads TO zhile_app;
GRANT SELECT ON audit_lines TO zhile_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON moment_days TO zhile_worker;
GRANT SELECT, DELETE ON moment_day_deltas TO zhile_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON outcome_days TO zhile_worker;
GRANT SELECT, DELETE ON outcome_day_deltas TO zhile_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON users TO zhile_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON auth_sessions TO zhile_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON auth_accounts TO zhile_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON auth_verifications TO zhile_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON auth_rate_limits TO zhile_auth;
GRANT EXECUTE ON FUNCTION clock(), current_org(), session_actor(text), session_memberships(text), audit_facts(text, text, integer, bytea),
  audit_access(text, text, jsonb), audit_breaks(uuid), audit_hash(bytea, uuid, text, bigint, timestamptz, uuid, text, text, text, text, jsonb),
  invitation_create(text, uuid, text, text, uuid, bytea, timestamptz), invitation_revoke(text, uuid), invitation_find(bytea),
  invitation_accept(text, bytea), membership_change(text, uuid, text, uuid, uuid), membership_deactivate(text, uuid),
  membership_reactivate(text, uuid), bigrams(text), customer_search_text(text, text, text, text, text),
  search_customers(text, integer), enqueue(text, jsonb, text), ensure_partitions(date, date) TO zhile_app;
GRANT EXECUTE ON FUNCTION ensure_partitions(date, date), job_organizations(), enqueue(text, jsonb, text), clock(), audit_breaks(uuid) TO zhile_worker;
