-- Tables as prisma/models/referrals.prisma and money.prisma say; then what Prisma cannot say.

-- CreateTable
CREATE TABLE "currencies" (
    "code" CHAR(3) NOT NULL,
    "exponent" SMALLINT NOT NULL,

    CONSTRAINT "currencies_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "commission_policies" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "version_no" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "flat_minor" BIGINT,
    "rate_bps" INTEGER,
    "cap_minor" BIGINT,
    "effective_from" TIMESTAMPTZ(6) NOT NULL,
    "drafted_by_id" UUID NOT NULL,
    "drafted_at" TIMESTAMPTZ(6) NOT NULL,
    "sealed_by_id" UUID,
    "sealed_at" TIMESTAMPTZ(6),

    CONSTRAINT "commission_policies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commission_policy_tiers" (
    "organization_id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "from_minor" BIGINT NOT NULL,
    "rate_bps" INTEGER NOT NULL,

    CONSTRAINT "commission_policy_tiers_pkey" PRIMARY KEY ("organization_id","policy_id","from_minor")
);

-- CreateTable
CREATE TABLE "commissions" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "kept_at" TIMESTAMPTZ(6) NOT NULL,
    "referrer_id" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(6) NOT NULL,
    "generation" SMALLINT NOT NULL DEFAULT 1,
    "policy_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "snapshot" JSONB NOT NULL,
    "trace" JSONB NOT NULL,

    CONSTRAINT "commissions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commission_entry_states" (
    "state" TEXT NOT NULL,
    "is_initial" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "commission_entry_states_pkey" PRIMARY KEY ("state")
);

-- CreateTable
CREATE TABLE "commission_entry_transitions" (
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,

    CONSTRAINT "commission_entry_transitions_pkey" PRIMARY KEY ("from_state","to_state")
);

-- CreateTable
CREATE TABLE "commission_entries" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "commission_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "proposed_at" TIMESTAMPTZ(6) NOT NULL,
    "proposed_by_id" UUID,
    "approvals_required" SMALLINT NOT NULL,
    "refund_id" UUID,
    "trace" JSONB NOT NULL,

    CONSTRAINT "commission_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commission_entry_outcomes" (
    "organization_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "commission_entry_outcomes_pkey" PRIMARY KEY ("organization_id","entry_id")
);

-- CreateTable
CREATE TABLE "commission_decisions" (
    "organization_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "decided_by_id" UUID NOT NULL,
    "decision" TEXT NOT NULL,
    "reason" TEXT,
    "note" TEXT,
    "decided_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "commission_decisions_pkey" PRIMARY KEY ("organization_id","entry_id","decided_by_id")
);

-- CreateTable
CREATE TABLE "commission_holds" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "commission_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "opened_by_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "closed_by_id" UUID,
    "closed_at" TIMESTAMPTZ(6),

    CONSTRAINT "commission_holds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commission_opt_ins" (
    "organization_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "opted_in_by_id" UUID NOT NULL,
    "opted_in_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "commission_opt_ins_pkey" PRIMARY KEY ("organization_id","import_id")
);

-- CreateTable
CREATE TABLE "refund_outcomes" (
    "organization_id" UUID NOT NULL,
    "refund_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "entry_id" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "refund_outcomes_pkey" PRIMARY KEY ("organization_id","refund_id")
);

-- CreateTable
CREATE TABLE "ledger_accounts" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,

    CONSTRAINT "ledger_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "debit_account_id" UUID NOT NULL,
    "credit_account_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "entry_id" UUID,
    "attempt_id" UUID,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_by_id" UUID NOT NULL,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payee_requests" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),
    "refusal" TEXT,

    CONSTRAINT "payee_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payees" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "bank_name" TEXT NOT NULL,
    "name_cipher" BYTEA NOT NULL,
    "account_cipher" BYTEA NOT NULL,
    "id_number_cipher" BYTEA,
    "account_last4" TEXT NOT NULL,
    "account_hash" BYTEA NOT NULL,
    "consent_hash" BYTEA NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "payees_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_batch_states" (
    "state" TEXT NOT NULL,
    "is_initial" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "payout_batch_states_pkey" PRIMARY KEY ("state")
);

-- CreateTable
CREATE TABLE "payout_batch_transitions" (
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,

    CONSTRAINT "payout_batch_transitions_pkey" PRIMARY KEY ("from_state","to_state")
);

-- CreateTable
CREATE TABLE "payout_batches" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "batch_no" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "drafted_by_id" UUID NOT NULL,
    "drafted_at" TIMESTAMPTZ(6) NOT NULL,
    "frozen_by_id" UUID,
    "frozen_at" TIMESTAMPTZ(6),
    "control_count" INTEGER,
    "control_sum_minor" BIGINT,
    "control_sha256" BYTEA,
    "released_by_id" UUID,
    "released_at" TIMESTAMPTZ(6),
    "cancelled_by_id" UUID,
    "cancelled_at" TIMESTAMPTZ(6),
    "reconciled_at" TIMESTAMPTZ(6),

    CONSTRAINT "payout_batches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_lines" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "payee_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,

    CONSTRAINT "payout_lines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_line_entries" (
    "organization_id" UUID NOT NULL,
    "line_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "freed_at" TIMESTAMPTZ(6),

    CONSTRAINT "payout_line_entries_pkey" PRIMARY KEY ("organization_id","line_id","entry_id")
);

-- CreateTable
CREATE TABLE "payout_attempt_states" (
    "state" TEXT NOT NULL,
    "is_initial" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "payout_attempt_states_pkey" PRIMARY KEY ("state")
);

-- CreateTable
CREATE TABLE "payout_attempt_transitions" (
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,

    CONSTRAINT "payout_attempt_transitions_pkey" PRIMARY KEY ("from_state","to_state")
);

-- CreateTable
CREATE TABLE "payout_attempts" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "line_id" UUID NOT NULL,
    "attempt_no" INTEGER NOT NULL,
    "reference" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "rail" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'claimed',
    "claimed_by_id" UUID NOT NULL,
    "claimed_at" TIMESTAMPTZ(6) NOT NULL,
    "sent_at" TIMESTAMPTZ(6),
    "ended_by_id" UUID,
    "ended_at" TIMESTAMPTZ(6),
    "end_reason" TEXT,

    CONSTRAINT "payout_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referral_states" (
    "state" TEXT NOT NULL,
    "is_initial" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "referral_states_pkey" PRIMARY KEY ("state")
);

-- CreateTable
CREATE TABLE "referral_transitions" (
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,

    CONSTRAINT "referral_transitions_pkey" PRIMARY KEY ("from_state","to_state")
);

-- CreateTable
CREATE TABLE "referral_evidence" (
    "kind" TEXT NOT NULL,
    "strength" SMALLINT NOT NULL,

    CONSTRAINT "referral_evidence_pkey" PRIMARY KEY ("kind")
);

-- CreateTable
CREATE TABLE "referral_claims" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "referrer_id" UUID NOT NULL,
    "referee_id" UUID NOT NULL,
    "evidence_kind" TEXT NOT NULL,
    "strength" SMALLINT NOT NULL,
    "evidence" TEXT,
    "experience_at" TIMESTAMPTZ(6),
    "experience_id" UUID,
    "moment_no" SMALLINT,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_by" UUID,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "import_id" UUID,
    "is_history" BOOLEAN NOT NULL DEFAULT false,
    "content_hash" BYTEA NOT NULL,
    "taken_back_at" TIMESTAMPTZ(6),

    CONSTRAINT "referral_claims_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referrals" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "referrer_id" UUID NOT NULL,
    "referee_id" UUID NOT NULL,
    "winning_claim_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'claimed',
    "claimed_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(6),
    "visited_at" TIMESTAMPTZ(6),
    "bought_at" TIMESTAMPTZ(6),
    "kept_at" TIMESTAMPTZ(6),
    "voided_at" TIMESTAMPTZ(6),
    "void_reason" TEXT,
    "order_id" UUID,
    "knowledge" TEXT NOT NULL,
    "aware_disclosure_id" UUID,
    "is_history" BOOLEAN NOT NULL DEFAULT false,
    "import_id" UUID,

    CONSTRAINT "referrals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referral_steps" (
    "organization_id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_by" UUID,
    "evidence" TEXT NOT NULL,
    "note" TEXT,

    CONSTRAINT "referral_steps_pkey" PRIMARY KEY ("organization_id","referral_id","to_state")
);

-- CreateTable
CREATE TABLE "disclosures" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "entry_id" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "disclosures_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "commission_policies_organization_id_currency_effective_from_idx" ON "commission_policies"("organization_id", "currency", "effective_from" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "commission_policies_organization_id_version_no_key" ON "commission_policies"("organization_id", "version_no");

-- CreateIndex
CREATE UNIQUE INDEX "commission_policies_organization_id_id_key" ON "commission_policies"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "commission_policies_organization_id_id_currency_key" ON "commission_policies"("organization_id", "id", "currency");

-- CreateIndex
CREATE INDEX "commissions_organization_id_referrer_id_idx" ON "commissions"("organization_id", "referrer_id");

-- CreateIndex
CREATE UNIQUE INDEX "commissions_organization_id_referral_id_key" ON "commissions"("organization_id", "referral_id");

-- CreateIndex
CREATE UNIQUE INDEX "commissions_organization_id_id_key" ON "commissions"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "commissions_organization_id_id_currency_key" ON "commissions"("organization_id", "id", "currency");

-- CreateIndex
CREATE INDEX "commission_entries_organization_id_commission_id_idx" ON "commission_entries"("organization_id", "commission_id");

-- CreateIndex
CREATE INDEX "commission_entries_organization_id_proposed_at_id_idx" ON "commission_entries"("organization_id", "proposed_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "commission_entries_organization_id_id_key" ON "commission_entries"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "commission_entries_organization_id_id_currency_key" ON "commission_entries"("organization_id", "id", "currency");

-- CreateIndex
CREATE INDEX "commission_entry_outcomes_organization_id_at_idx" ON "commission_entry_outcomes"("organization_id", "at");

-- CreateIndex
CREATE INDEX "commission_holds_organization_id_commission_id_idx" ON "commission_holds"("organization_id", "commission_id");

-- CreateIndex
CREATE UNIQUE INDEX "commission_holds_organization_id_id_key" ON "commission_holds"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_accounts_organization_id_code_currency_key" ON "ledger_accounts"("organization_id", "code", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_accounts_organization_id_id_currency_key" ON "ledger_accounts"("organization_id", "id", "currency");

-- CreateIndex
CREATE INDEX "ledger_entries_organization_id_recorded_at_id_idx" ON "ledger_entries"("organization_id", "recorded_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entries_organization_id_id_key" ON "ledger_entries"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payee_requests_token_hash_key" ON "payee_requests"("token_hash");

-- CreateIndex
CREATE INDEX "payee_requests_organization_id_customer_id_idx" ON "payee_requests"("organization_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "payee_requests_organization_id_id_key" ON "payee_requests"("organization_id", "id");

-- CreateIndex
CREATE INDEX "payees_organization_id_customer_id_recorded_at_idx" ON "payees"("organization_id", "customer_id", "recorded_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "payees_organization_id_id_key" ON "payees"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payees_organization_id_request_id_key" ON "payees"("organization_id", "request_id");

-- CreateIndex
CREATE UNIQUE INDEX "payout_batches_organization_id_batch_no_key" ON "payout_batches"("organization_id", "batch_no");

-- CreateIndex
CREATE UNIQUE INDEX "payout_batches_organization_id_id_key" ON "payout_batches"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payout_batches_organization_id_id_currency_key" ON "payout_batches"("organization_id", "id", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "payout_lines_organization_id_batch_id_line_no_key" ON "payout_lines"("organization_id", "batch_id", "line_no");

-- CreateIndex
CREATE UNIQUE INDEX "payout_lines_organization_id_batch_id_payee_id_key" ON "payout_lines"("organization_id", "batch_id", "payee_id");

-- CreateIndex
CREATE UNIQUE INDEX "payout_lines_organization_id_id_key" ON "payout_lines"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payout_lines_organization_id_id_currency_key" ON "payout_lines"("organization_id", "id", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "payout_attempts_organization_id_reference_key" ON "payout_attempts"("organization_id", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "payout_attempts_organization_id_line_id_attempt_no_key" ON "payout_attempts"("organization_id", "line_id", "attempt_no");

-- CreateIndex
CREATE UNIQUE INDEX "payout_attempts_organization_id_id_key" ON "payout_attempts"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "refunds_organization_id_id_key" ON "refunds"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "referral_evidence_kind_strength_key" ON "referral_evidence"("kind", "strength");

-- CreateIndex
CREATE INDEX "referral_claims_organization_id_referee_id_idx" ON "referral_claims"("organization_id", "referee_id");

-- CreateIndex
CREATE INDEX "referral_claims_organization_id_referrer_id_idx" ON "referral_claims"("organization_id", "referrer_id");

-- CreateIndex
CREATE INDEX "referral_claims_organization_id_import_id_idx" ON "referral_claims"("organization_id", "import_id");

-- CreateIndex
CREATE UNIQUE INDEX "referral_claims_organization_id_source_external_id_key" ON "referral_claims"("organization_id", "source", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "referral_claims_organization_id_id_key" ON "referral_claims"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "referral_claims_organization_id_id_referrer_id_referee_id_key" ON "referral_claims"("organization_id", "id", "referrer_id", "referee_id");

-- CreateIndex
CREATE INDEX "referrals_organization_id_claimed_at_id_idx" ON "referrals"("organization_id", "claimed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "referrals_organization_id_referrer_id_idx" ON "referrals"("organization_id", "referrer_id");

-- CreateIndex
CREATE INDEX "referrals_organization_id_referee_id_idx" ON "referrals"("organization_id", "referee_id");

-- CreateIndex
CREATE INDEX "referrals_organization_id_state_idx" ON "referrals"("organization_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "referrals_organization_id_id_key" ON "referrals"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "referrals_organization_id_id_kept_at_referrer_id_key" ON "referrals"("organization_id", "id", "kept_at", "referrer_id");

-- CreateIndex
CREATE INDEX "disclosures_organization_id_customer_id_at_idx" ON "disclosures"("organization_id", "customer_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "disclosures_organization_id_id_key" ON "disclosures"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "disclosures_organization_id_customer_id_kind_content_hash_key" ON "disclosures"("organization_id", "customer_id", "kind", "content_hash");

-- AddForeignKey
ALTER TABLE "commission_policies" ADD CONSTRAINT "commission_policies_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_policies" ADD CONSTRAINT "commission_policies_currency_fkey" FOREIGN KEY ("currency") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_policies" ADD CONSTRAINT "commission_policies_organization_id_drafted_by_id_fkey" FOREIGN KEY ("organization_id", "drafted_by_id") REFERENCES "memberships"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_policies" ADD CONSTRAINT "commission_policies_organization_id_sealed_by_id_fkey" FOREIGN KEY ("organization_id", "sealed_by_id") REFERENCES "memberships"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_policy_tiers" ADD CONSTRAINT "commission_policy_tiers_organization_id_policy_id_fkey" FOREIGN KEY ("organization_id", "policy_id") REFERENCES "commission_policies"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commissions" ADD CONSTRAINT "commissions_organization_id_referral_id_kept_at_referrer_i_fkey" FOREIGN KEY ("organization_id", "referral_id", "kept_at", "referrer_id") REFERENCES "referrals"("organization_id", "id", "kept_at", "referrer_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commissions" ADD CONSTRAINT "commissions_organization_id_policy_id_currency_fkey" FOREIGN KEY ("organization_id", "policy_id", "currency") REFERENCES "commission_policies"("organization_id", "id", "currency") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_entry_transitions" ADD CONSTRAINT "commission_entry_transitions_from_state_fkey" FOREIGN KEY ("from_state") REFERENCES "commission_entry_states"("state") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_entry_transitions" ADD CONSTRAINT "commission_entry_transitions_to_state_fkey" FOREIGN KEY ("to_state") REFERENCES "commission_entry_states"("state") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_entries" ADD CONSTRAINT "commission_entries_organization_id_commission_id_currency_fkey" FOREIGN KEY ("organization_id", "commission_id", "currency") REFERENCES "commissions"("organization_id", "id", "currency") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_entries" ADD CONSTRAINT "commission_entries_organization_id_proposed_by_id_fkey" FOREIGN KEY ("organization_id", "proposed_by_id") REFERENCES "memberships"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_entries" ADD CONSTRAINT "commission_entries_organization_id_refund_id_fkey" FOREIGN KEY ("organization_id", "refund_id") REFERENCES "refunds"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_entry_outcomes" ADD CONSTRAINT "commission_entry_outcomes_organization_id_entry_id_fkey" FOREIGN KEY ("organization_id", "entry_id") REFERENCES "commission_entries"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_entry_outcomes" ADD CONSTRAINT "commission_entry_outcomes_from_state_to_state_fkey" FOREIGN KEY ("from_state", "to_state") REFERENCES "commission_entry_transitions"("from_state", "to_state") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_decisions" ADD CONSTRAINT "commission_decisions_organization_id_entry_id_fkey" FOREIGN KEY ("organization_id", "entry_id") REFERENCES "commission_entries"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_decisions" ADD CONSTRAINT "commission_decisions_organization_id_decided_by_id_fkey" FOREIGN KEY ("organization_id", "decided_by_id") REFERENCES "memberships"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_holds" ADD CONSTRAINT "commission_holds_organization_id_commission_id_fkey" FOREIGN KEY ("organization_id", "commission_id") REFERENCES "commissions"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_holds" ADD CONSTRAINT "commission_holds_organization_id_opened_by_id_fkey" FOREIGN KEY ("organization_id", "opened_by_id") REFERENCES "memberships"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_holds" ADD CONSTRAINT "commission_holds_organization_id_closed_by_id_fkey" FOREIGN KEY ("organization_id", "closed_by_id") REFERENCES "memberships"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_opt_ins" ADD CONSTRAINT "commission_opt_ins_organization_id_import_id_fkey" FOREIGN KEY ("organization_id", "import_id") REFERENCES "imports"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_opt_ins" ADD CONSTRAINT "commission_opt_ins_organization_id_opted_in_by_id_fkey" FOREIGN KEY ("organization_id", "opted_in_by_id") REFERENCES "memberships"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_outcomes" ADD CONSTRAINT "refund_outcomes_organization_id_refund_id_fkey" FOREIGN KEY ("organization_id", "refund_id") REFERENCES "refunds"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_outcomes" ADD CONSTRAINT "refund_outcomes_organization_id_entry_id_fkey" FOREIGN KEY ("organization_id", "entry_id") REFERENCES "commission_entries"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_accounts" ADD CONSTRAINT "ledger_accounts_currency_fkey" FOREIGN KEY ("currency") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_organization_id_debit_account_id_currency_fkey" FOREIGN KEY ("organization_id", "debit_account_id", "currency") REFERENCES "ledger_accounts"("organization_id", "id", "currency") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_organization_id_credit_account_id_currency_fkey" FOREIGN KEY ("organization_id", "credit_account_id", "currency") REFERENCES "ledger_accounts"("organization_id", "id", "currency") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_organization_id_entry_id_currency_fkey" FOREIGN KEY ("organization_id", "entry_id", "currency") REFERENCES "commission_entries"("organization_id", "id", "currency") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_organization_id_attempt_id_fkey" FOREIGN KEY ("organization_id", "attempt_id") REFERENCES "payout_attempts"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_organization_id_recorded_by_id_fkey" FOREIGN KEY ("organization_id", "recorded_by_id") REFERENCES "memberships"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payee_requests" ADD CONSTRAINT "payee_requests_organization_id_customer_id_fkey" FOREIGN KEY ("organization_id", "customer_id") REFERENCES "customers"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payee_requests" ADD CONSTRAINT "payee_requests_organization_id_entry_id_fkey" FOREIGN KEY ("organization_id", "entry_id") REFERENCES "commission_entries"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payee_requests" ADD CONSTRAINT "payee_requests_organization_id_created_by_id_fkey" FOREIGN KEY ("organization_id", "created_by_id") REFERENCES "memberships"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payees" ADD CONSTRAINT "payees_organization_id_customer_id_fkey" FOREIGN KEY ("organization_id", "customer_id") REFERENCES "customers"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payees" ADD CONSTRAINT "payees_organization_id_request_id_fkey" FOREIGN KEY ("organization_id", "request_id") REFERENCES "payee_requests"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_batch_transitions" ADD CONSTRAINT "payout_batch_transitions_from_state_fkey" FOREIGN KEY ("from_state") REFERENCES "payout_batch_states"("state") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_batch_transitions" ADD CONSTRAINT "payout_batch_transitions_to_state_fkey" FOREIGN KEY ("to_state") REFERENCES "payout_batch_states"("state") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_batches" ADD CONSTRAINT "payout_batches_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_batches" ADD CONSTRAINT "payout_batches_currency_fkey" FOREIGN KEY ("currency") REFERENCES "currencies"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_batches" ADD CONSTRAINT "payout_batches_state_fkey" FOREIGN KEY ("state") REFERENCES "payout_batch_states"("state") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_batches" ADD CONSTRAINT "payout_batches_organization_id_drafted_by_id_fkey" FOREIGN KEY ("organization_id", "drafted_by_id") REFERENCES "memberships"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_batches" ADD CONSTRAINT "payout_batches_organization_id_frozen_by_id_fkey" FOREIGN KEY ("organization_id", "frozen_by_id") REFERENCES "memberships"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_batches" ADD CONSTRAINT "payout_batches_organization_id_released_by_id_fkey" FOREIGN KEY ("organization_id", "released_by_id") REFERENCES "memberships"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_batches" ADD CONSTRAINT "payout_batches_organization_id_cancelled_by_id_fkey" FOREIGN KEY ("organization_id", "cancelled_by_id") REFERENCES "memberships"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_lines" ADD CONSTRAINT "payout_lines_organization_id_batch_id_currency_fkey" FOREIGN KEY ("organization_id", "batch_id", "currency") REFERENCES "payout_batches"("organization_id", "id", "currency") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_lines" ADD CONSTRAINT "payout_lines_organization_id_payee_id_fkey" FOREIGN KEY ("organization_id", "payee_id") REFERENCES "payees"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_line_entries" ADD CONSTRAINT "payout_line_entries_organization_id_line_id_currency_fkey" FOREIGN KEY ("organization_id", "line_id", "currency") REFERENCES "payout_lines"("organization_id", "id", "currency") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_line_entries" ADD CONSTRAINT "payout_line_entries_organization_id_entry_id_currency_fkey" FOREIGN KEY ("organization_id", "entry_id", "currency") REFERENCES "commission_entries"("organization_id", "id", "currency") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_attempt_transitions" ADD CONSTRAINT "payout_attempt_transitions_from_state_fkey" FOREIGN KEY ("from_state") REFERENCES "payout_attempt_states"("state") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_attempt_transitions" ADD CONSTRAINT "payout_attempt_transitions_to_state_fkey" FOREIGN KEY ("to_state") REFERENCES "payout_attempt_states"("state") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_attempts" ADD CONSTRAINT "payout_attempts_organization_id_line_id_currency_fkey" FOREIGN KEY ("organization_id", "line_id", "currency") REFERENCES "payout_lines"("organization_id", "id", "currency") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_attempts" ADD CONSTRAINT "payout_attempts_state_fkey" FOREIGN KEY ("state") REFERENCES "payout_attempt_states"("state") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_attempts" ADD CONSTRAINT "payout_attempts_organization_id_claimed_by_id_fkey" FOREIGN KEY ("organization_id", "claimed_by_id") REFERENCES "memberships"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_attempts" ADD CONSTRAINT "payout_attempts_organization_id_ended_by_id_fkey" FOREIGN KEY ("organization_id", "ended_by_id") REFERENCES "memberships"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_transitions" ADD CONSTRAINT "referral_transitions_from_state_fkey" FOREIGN KEY ("from_state") REFERENCES "referral_states"("state") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_transitions" ADD CONSTRAINT "referral_transitions_to_state_fkey" FOREIGN KEY ("to_state") REFERENCES "referral_states"("state") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_claims" ADD CONSTRAINT "referral_claims_organization_id_referrer_id_fkey" FOREIGN KEY ("organization_id", "referrer_id") REFERENCES "customers"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_claims" ADD CONSTRAINT "referral_claims_organization_id_referee_id_fkey" FOREIGN KEY ("organization_id", "referee_id") REFERENCES "customers"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_claims" ADD CONSTRAINT "referral_claims_evidence_kind_strength_fkey" FOREIGN KEY ("evidence_kind", "strength") REFERENCES "referral_evidence"("kind", "strength") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_organization_id_referrer_id_fkey" FOREIGN KEY ("organization_id", "referrer_id") REFERENCES "customers"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_organization_id_referee_id_fkey" FOREIGN KEY ("organization_id", "referee_id") REFERENCES "customers"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_organization_id_winning_claim_id_referrer_id_ref_fkey" FOREIGN KEY ("organization_id", "winning_claim_id", "referrer_id", "referee_id") REFERENCES "referral_claims"("organization_id", "id", "referrer_id", "referee_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_state_fkey" FOREIGN KEY ("state") REFERENCES "referral_states"("state") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_organization_id_order_id_fkey" FOREIGN KEY ("organization_id", "order_id") REFERENCES "orders"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_organization_id_aware_disclosure_id_fkey" FOREIGN KEY ("organization_id", "aware_disclosure_id") REFERENCES "disclosures"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_steps" ADD CONSTRAINT "referral_steps_organization_id_referral_id_fkey" FOREIGN KEY ("organization_id", "referral_id") REFERENCES "referrals"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_steps" ADD CONSTRAINT "referral_steps_from_state_to_state_fkey" FOREIGN KEY ("from_state", "to_state") REFERENCES "referral_transitions"("from_state", "to_state") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_organization_id_customer_id_fkey" FOREIGN KEY ("organization_id", "customer_id") REFERENCES "customers"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_organization_id_entry_id_fkey" FOREIGN KEY ("organization_id", "entry_id") REFERENCES "commission_entries"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ═══ What Prisma cannot say ═══

-- Reference rows.
INSERT INTO currencies (code, exponent) VALUES
  ('AED', 2), ('AUD', 2), ('BHD', 3), ('BRL', 2), ('CAD', 2), ('CHF', 2), ('CLP', 0), ('CNY', 2), ('CZK', 2), ('DKK', 2), ('EUR', 2),
  ('GBP', 2), ('HKD', 2), ('HUF', 2), ('IDR', 2), ('ILS', 2), ('INR', 2), ('ISK', 0), ('JOD', 3), ('JPY', 0), ('KRW', 0), ('KWD', 3),
  ('MOP', 2), ('MXN', 2), ('MYR', 2), ('NOK', 2), ('NZD', 2), ('OMR', 3), ('PHP', 2), ('PLN', 2), ('SAR', 2), ('SEK', 2), ('SGD', 2),
  ('THB', 2), ('TND', 3), ('TRY', 2), ('TWD', 2), ('USD', 2), ('VND', 0), ('ZAR', 2);
INSERT INTO referral_states (state, is_initial) VALUES
  ('claimed', true), ('confirmed', false), ('visited', false), ('bought', false), ('kept', false), ('void', false);
INSERT INTO referral_transitions (from_state, to_state) VALUES
  ('claimed', 'confirmed'), ('confirmed', 'visited'), ('visited', 'bought'), ('bought', 'kept'),
  ('claimed', 'void'), ('confirmed', 'void'), ('visited', 'void'), ('bought', 'void');
INSERT INTO referral_evidence (kind, strength) VALUES ('link', 90), ('code', 80), ('asked', 60), ('staff', 50), ('import', 30);
INSERT INTO commission_entry_states (state, is_initial) VALUES ('proposed', true), ('approved', false), ('rejected', false);
INSERT INTO commission_entry_transitions (from_state, to_state) VALUES ('proposed', 'approved'), ('proposed', 'rejected');
INSERT INTO payout_batch_states (state, is_initial) VALUES
  ('draft', true), ('frozen', false), ('released', false), ('sending', false), ('reconciled', false), ('cancelled', false);
INSERT INTO payout_batch_transitions (from_state, to_state) VALUES
  ('draft', 'frozen'), ('frozen', 'released'), ('released', 'sending'), ('sending', 'reconciled'), ('draft', 'cancelled'), ('frozen', 'cancelled');
INSERT INTO payout_attempt_states (state, is_initial) VALUES
  ('claimed', true), ('sent', false), ('awaiting', false), ('unknown', false), ('settled', false), ('returned', false), ('refused', false), ('expired', false);
-- A settled payment may still come back days later; unknown is left only by asking the rail.
INSERT INTO payout_attempt_transitions (from_state, to_state) VALUES
  ('claimed', 'sent'), ('sent', 'awaiting'), ('sent', 'settled'), ('sent', 'returned'), ('sent', 'refused'), ('sent', 'unknown'),
  ('awaiting', 'settled'), ('awaiting', 'returned'), ('awaiting', 'refused'), ('awaiting', 'expired'),
  ('unknown', 'settled'), ('unknown', 'refused'), ('settled', 'returned');

-- Checks.
ALTER TABLE referral_claims ADD CONSTRAINT referral_claims_two_people CHECK (referrer_id <> referee_id),
  ADD CONSTRAINT referral_claims_experience_whole CHECK ((experience_at IS NULL) = (experience_id IS NULL)
    AND (experience_id IS NULL OR moment_no IS NOT NULL)),
  ADD CONSTRAINT referral_claims_experience_before CHECK (experience_at <= occurred_at),
  ADD CONSTRAINT referral_claims_not_future CHECK (occurred_at <= recorded_at);
ALTER TABLE referrals ADD CONSTRAINT referrals_two_people CHECK (referrer_id <> referee_id),
  ADD CONSTRAINT referrals_knowledge_check CHECK (knowledge = CASE WHEN aware_disclosure_id IS NULL THEN 'naive' ELSE 'aware' END),
  ADD CONSTRAINT referrals_kept_has_time CHECK ((state = 'kept') = (kept_at IS NOT NULL)),
  ADD CONSTRAINT referrals_kept_after_bought CHECK (kept_at >= bought_at),
  ADD CONSTRAINT referrals_bought_has_order CHECK (state NOT IN ('bought', 'kept') OR (order_id IS NOT NULL AND bought_at >= claimed_at)),
  ADD CONSTRAINT referrals_void_has_reason CHECK ((state = 'void') = (voided_at IS NOT NULL)
    AND (state <> 'void' OR void_reason IN ('not-a-referral', 'duplicate', 'wrong-person', 'import-taken-back', 'other')));
ALTER TABLE referral_steps ADD CONSTRAINT referral_steps_evidence_check
  CHECK (evidence IN ('stated', 'order', 'window', 'voided', 'implied'));
ALTER TABLE disclosures ADD CONSTRAINT disclosures_kind_check CHECK (kind IN ('neutral', 'thanks', 'terms')),
  ADD CONSTRAINT disclosures_thanks_names_entry CHECK ((kind = 'thanks') = (entry_id IS NOT NULL));
ALTER TABLE commission_policies ADD CONSTRAINT commission_policies_version_check CHECK (version_no > 0),
  ADD CONSTRAINT commission_policies_kind_check CHECK (CASE kind
    WHEN 'flat' THEN flat_minor > 0 AND rate_bps IS NULL
    WHEN 'percent' THEN rate_bps BETWEEN 1 AND 10000 AND flat_minor IS NULL
    WHEN 'tiers' THEN rate_bps IS NULL AND flat_minor IS NULL ELSE false END),
  ADD CONSTRAINT commission_policies_cap_check CHECK (cap_minor > 0),
  ADD CONSTRAINT commission_policies_sealed_whole CHECK ((sealed_at IS NULL) = (sealed_by_id IS NULL)),
  ADD CONSTRAINT commission_policies_two_people CHECK (sealed_by_id <> drafted_by_id);
ALTER TABLE commission_policy_tiers ADD CONSTRAINT commission_policy_tiers_check CHECK (from_minor >= 0 AND rate_bps BETWEEN 0 AND 10000);
ALTER TABLE commissions ADD CONSTRAINT commissions_after_kept CHECK (proposed_at >= kept_at),
  ADD CONSTRAINT commissions_generation_one CHECK (generation = 1);
ALTER TABLE commission_entries ADD CONSTRAINT commission_entries_sign CHECK (CASE kind
    WHEN 'award' THEN amount_minor > 0 WHEN 'reinstatement' THEN amount_minor > 0
    WHEN 'reversal' THEN amount_minor < 0 WHEN 'adjustment' THEN amount_minor <> 0 ELSE false END),
  ADD CONSTRAINT commission_entries_size CHECK (abs(amount_minor) <= 1000000000000),
  ADD CONSTRAINT commission_entries_approvals CHECK (approvals_required IN (1, 2)),
  ADD CONSTRAINT commission_entries_refund_reverses CHECK (refund_id IS NULL OR kind = 'reversal');
ALTER TABLE commission_decisions ADD CONSTRAINT commission_decisions_check CHECK (CASE decision
    WHEN 'approve' THEN reason IS NULL
    WHEN 'reject' THEN reason IN ('not-genuine', 'duplicate', 'related-person', 'refunded', 'amount-changed', 'award-rejected', 'other')
    ELSE false END AND (decision = 'approve' OR reason IS NOT NULL));
ALTER TABLE commission_holds ADD CONSTRAINT commission_holds_closed_whole CHECK ((closed_at IS NULL) = (closed_by_id IS NULL));
ALTER TABLE refund_outcomes ADD CONSTRAINT refund_outcomes_check CHECK (
  outcome IN ('reversal', 'before-proposal', 'no-commission', 'award-rejected', 'amount-unchanged') AND (outcome = 'reversal') = (entry_id IS NOT NULL));
ALTER TABLE ledger_accounts ADD CONSTRAINT ledger_accounts_code_check CHECK (code IN ('thanks-expense', 'thanks-payable', 'cash'));
ALTER TABLE ledger_entries ADD CONSTRAINT ledger_entries_amount_check CHECK (amount_minor > 0),
  ADD CONSTRAINT ledger_entries_two_accounts CHECK (debit_account_id <> credit_account_id),
  ADD CONSTRAINT ledger_entries_kind_check CHECK (CASE kind
    WHEN 'approve' THEN entry_id IS NOT NULL AND attempt_id IS NULL
    WHEN 'settle' THEN attempt_id IS NOT NULL AND entry_id IS NULL
    WHEN 'return' THEN attempt_id IS NOT NULL AND entry_id IS NULL ELSE false END);
ALTER TABLE payee_requests ADD CONSTRAINT payee_requests_refusal_check
  CHECK (refusal IN ('employee', 'public-official', 'medical-staff', 'buyers-employee'));
ALTER TABLE payout_batches ADD CONSTRAINT payout_batches_release_two_people CHECK (released_by_id <> frozen_by_id),
  ADD CONSTRAINT payout_batches_frozen_has_control CHECK (state IN ('draft', 'cancelled')
    OR (frozen_by_id IS NOT NULL AND frozen_at IS NOT NULL AND control_count > 0 AND control_sum_minor > 0 AND control_sha256 IS NOT NULL)),
  ADD CONSTRAINT payout_batches_released_by_somebody CHECK (state NOT IN ('released', 'sending', 'reconciled')
    OR (released_by_id IS NOT NULL AND released_at IS NOT NULL));
ALTER TABLE payout_attempts ADD CONSTRAINT payout_attempts_amount_check CHECK (amount_minor > 0),
  ADD CONSTRAINT payout_attempts_rail_check CHECK (rail IN ('bank-csv'));

-- Only once.
CREATE UNIQUE INDEX referrals_one_live ON referrals (organization_id, referee_id) WHERE state <> 'void';
CREATE UNIQUE INDEX referrals_one_per_order ON referrals (organization_id, order_id) WHERE state <> 'void';
CREATE UNIQUE INDEX commission_entries_one_per_refund ON commission_entries (organization_id, refund_id) WHERE refund_id IS NOT NULL;
CREATE UNIQUE INDEX commission_holds_one_open ON commission_holds (organization_id, commission_id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX commission_policies_one_start ON commission_policies (organization_id, currency, effective_from) WHERE sealed_at IS NOT NULL;
CREATE UNIQUE INDEX payee_requests_one_open ON payee_requests (organization_id, customer_id) WHERE used_at IS NULL AND revoked_at IS NULL AND refusal IS NULL;
CREATE UNIQUE INDEX payout_line_entries_one_live ON payout_line_entries (organization_id, entry_id) WHERE freed_at IS NULL;
CREATE UNIQUE INDEX payout_attempts_one_live ON payout_attempts (organization_id, line_id)
  WHERE state IN ('claimed', 'sent', 'awaiting', 'unknown', 'settled');
CREATE UNIQUE INDEX ledger_entries_one_per_entry ON ledger_entries (organization_id, entry_id) WHERE entry_id IS NOT NULL;
CREATE UNIQUE INDEX ledger_entries_one_per_attempt ON ledger_entries (organization_id, attempt_id, kind) WHERE attempt_id IS NOT NULL;

-- ═══ Append-only, forward-only ═══

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['commissions', 'commission_entries', 'commission_entry_outcomes', 'commission_decisions', 'commission_opt_ins',
    'refund_outcomes', 'ledger_accounts', 'ledger_entries', 'payees', 'payout_lines', 'referral_steps', 'disclosures'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', t || '_no_truncate', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['referral_claims', 'referrals', 'commission_holds', 'payee_requests', 'payout_batches', 'payout_line_entries',
    'payout_attempts'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', t || '_no_truncate', t);
  END LOOP;
END $$;

-- Only the named columns may change.
CREATE FUNCTION only_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE before jsonb := to_jsonb(OLD); after jsonb := to_jsonb(NEW); i integer;
BEGIN
  FOR i IN 0 .. TG_NARGS - 1 LOOP before := before - TG_ARGV[i]; after := after - TG_ARGV[i]; END LOOP;
  IF before <> after THEN RAISE EXCEPTION 'append-only' USING ERRCODE = 'ZH001', DETAIL = TG_OP || ' on ' || TG_TABLE_NAME; END IF;
  RETURN NEW;
END $$;

-- A row starts in an initial state and then changes only along an arrow of its transition table; staying is no arrow.
-- Arguments: table of states, table of transitions.
CREATE FUNCTION follow_arrows() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE allowed boolean;
BEGIN
  IF TG_OP = 'INSERT' THEN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE state = $1 AND is_initial)', TG_ARGV[0]) INTO allowed USING NEW.state;
  ELSE
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE from_state = $1 AND to_state = $2)', TG_ARGV[1]) INTO allowed USING OLD.state, NEW.state;
  END IF;
  IF NOT allowed THEN
    RAISE EXCEPTION 'transition-refused' USING ERRCODE = 'ZH001', DETAIL = TG_TABLE_NAME || ' to ' || NEW.state;
  END IF;
  RETURN NEW;
END $$;
-- Names start with "a": triggers of one table run in the order of their names, and this one goes first.
CREATE TRIGGER a_follow_arrows BEFORE INSERT OR UPDATE ON referrals FOR EACH ROW EXECUTE FUNCTION follow_arrows('referral_states', 'referral_transitions');
CREATE TRIGGER a_follow_arrows BEFORE INSERT OR UPDATE ON payout_batches FOR EACH ROW EXECUTE FUNCTION follow_arrows('payout_batch_states', 'payout_batch_transitions');
CREATE TRIGGER a_follow_arrows BEFORE INSERT OR UPDATE ON payout_attempts FOR EACH ROW EXECUTE FUNCTION follow_arrows('payout_attempt_states', 'payout_attempt_transitions');
CREATE TRIGGER b_only_change BEFORE UPDATE ON referral_claims FOR EACH ROW EXECUTE FUNCTION only_change('taken_back_at');
CREATE TRIGGER b_only_change BEFORE UPDATE ON referrals FOR EACH ROW EXECUTE FUNCTION
  only_change('state', 'confirmed_at', 'visited_at', 'bought_at', 'order_id', 'kept_at', 'voided_at', 'void_reason');
CREATE TRIGGER b_only_change BEFORE UPDATE ON commission_holds FOR EACH ROW EXECUTE FUNCTION only_change('closed_by_id', 'closed_at');
CREATE TRIGGER b_only_change BEFORE UPDATE ON payee_requests FOR EACH ROW EXECUTE FUNCTION only_change('used_at', 'revoked_at', 'refusal');
CREATE TRIGGER b_only_change BEFORE UPDATE ON payout_line_entries FOR EACH ROW EXECUTE FUNCTION only_change('freed_at');
CREATE TRIGGER b_only_change BEFORE UPDATE ON payout_attempts FOR EACH ROW EXECUTE FUNCTION only_change('state', 'sent_at', 'ended_by_id', 'ended_at', 'end_reason');
CREATE TRIGGER b_only_change BEFORE UPDATE ON payout_batches FOR EACH ROW EXECUTE FUNCTION only_change('state', 'frozen_by_id', 'frozen_at', 'control_count',
  'control_sum_minor', 'control_sha256', 'released_by_id', 'released_at', 'cancelled_by_id', 'cancelled_at', 'reconciled_at');

-- ═══ Who is who ═══

-- The record that a merged customer lives on as.
CREATE FUNCTION customer_root(p_org uuid, p_id uuid) RETURNS uuid LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE here uuid := p_id; above uuid;
BEGIN
  -- In PL/pgSQL, here and below, so that the plan is kept: these run for every claim, decision and posting.
  FOR i IN 1 .. 32 LOOP
    SELECT merged_into_id INTO above FROM customers WHERE organization_id = p_org AND id = here;
    EXIT WHEN above IS NULL;
    here := above;
  END LOOP;
  RETURN here;
END
$$;

-- One person: the same record after merges, or the same telephone.
CREATE FUNCTION same_person(p_org uuid, p_a uuid, p_b uuid) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE a uuid := customer_root(p_org, p_a); b uuid := customer_root(p_org, p_b);
BEGIN
  RETURN a = b OR EXISTS (SELECT 1 FROM customers x, customers y
    WHERE x.organization_id = p_org AND x.id IN (p_a, a) AND y.organization_id = p_org AND y.id IN (p_b, b) AND x.phone_hash = y.phone_hash);
END
$$;

-- Every record of one person, merged ones included.
CREATE FUNCTION customer_records(p_org uuid, p_id uuid) RETURNS uuid[] LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (WITH RECURSIVE down AS (
      SELECT customer_root(p_org, p_id) AS id
      UNION
      SELECT c.id FROM down JOIN customers c ON c.organization_id = p_org AND c.merged_into_id = down.id AND c.merged_into_id IS NOT NULL)
    SELECT array_agg(id) FROM down);
END
$$;

-- Every record of one person, and those with the same telephone: a second sign-up is no second person.
CREATE FUNCTION person_records(p_org uuid, p_id uuid) RETURNS uuid[] LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE own uuid[] := customer_records(p_org, p_id);
BEGIN
  RETURN own || (SELECT array_agg(c.id) FROM customers c WHERE c.organization_id = p_org AND c.phone_hash IN (
    SELECT x.phone_hash FROM customers x WHERE x.organization_id = p_org AND x.id = ANY (own)));
END
$$;

-- Whether a member is the referrer or the referee of a referral.
CREATE FUNCTION member_is_party(p_org uuid, p_member uuid, p_referral uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (
  SELECT EXISTS (SELECT 1 FROM memberships m JOIN referrals r ON r.organization_id = p_org AND r.id = p_referral
    WHERE m.organization_id = p_org AND m.id = p_member AND m.linked_customer_id IS NOT NULL
      AND (same_person(p_org, m.linked_customer_id, r.referrer_id) OR same_person(p_org, m.linked_customer_id, r.referee_id))));
END
$$;

-- Whether a member may act now and in one of these roles.
CREATE FUNCTION member_has_role(p_org uuid, p_member uuid, p_roles text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (
  SELECT EXISTS (SELECT 1 FROM memberships WHERE organization_id = p_org AND id = p_member AND deactivated_at IS NULL AND role = ANY (p_roles)));
END
$$;

-- Claims, referrals and their cycles are looked at one transaction at a time in an organization.
CREATE FUNCTION lock_referrals(p_org uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('referrals:' || p_org::text, 0))
$$;

-- ═══ Referrals ═══

CREATE FUNCTION referral_insert_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE claim referral_claims; people uuid[];
BEGIN
  PERFORM lock_referrals(NEW.organization_id);
  SELECT * INTO claim FROM referral_claims WHERE organization_id = NEW.organization_id AND id = NEW.winning_claim_id;
  NEW.claimed_at := claim.occurred_at;
  NEW.is_history := claim.is_history;
  NEW.import_id := claim.import_id;
  NEW.recorded_at := clock();
  IF same_person(NEW.organization_id, NEW.referrer_id, NEW.referee_id) THEN RAISE EXCEPTION 'referral-self' USING ERRCODE = 'ZH001'; END IF;
  people := person_records(NEW.organization_id, NEW.referee_id);
  IF EXISTS (SELECT 1 FROM orders WHERE organization_id = NEW.organization_id AND customer_id = ANY (people) AND occurred_at < NEW.claimed_at) THEN
    RAISE EXCEPTION 'referee-already-bought' USING ERRCODE = 'ZH001';
  END IF;
  IF EXISTS (SELECT 1 FROM referrals WHERE organization_id = NEW.organization_id AND referee_id = ANY (people) AND state <> 'void') THEN
    RAISE EXCEPTION 'one live referral per person' USING ERRCODE = 'unique_violation', CONSTRAINT = 'referrals_one_live';
  END IF;
  IF EXISTS (
    WITH RECURSIVE above AS (
      SELECT NEW.referrer_id AS id
      UNION
      SELECT r.referrer_id FROM above JOIN referrals r ON r.organization_id = NEW.organization_id AND r.referee_id = above.id AND r.state <> 'void')
    SELECT 1 FROM above WHERE id = NEW.referee_id) THEN
    RAISE EXCEPTION 'referral-cycle' USING ERRCODE = 'ZH001';
  END IF;
  -- Whoever had been told of a thank-you before is aware; the row says by which disclosure.
  SELECT d.id INTO NEW.aware_disclosure_id FROM disclosures d
  WHERE d.organization_id = NEW.organization_id AND d.kind IN ('thanks', 'terms') AND d.at < NEW.claimed_at
    AND d.customer_id = ANY (customer_records(NEW.organization_id, NEW.referrer_id))
  ORDER BY d.at, d.id LIMIT 1;
  NEW.knowledge := CASE WHEN NEW.aware_disclosure_id IS NULL THEN 'naive' ELSE 'aware' END;
  RETURN NEW;
END $$;
CREATE TRIGGER c_guard BEFORE INSERT ON referrals FOR EACH ROW EXECUTE FUNCTION referral_insert_guard();

-- What is still owed on an order after its refunds.
CREATE FUNCTION order_net(p_org uuid, p_order uuid) RETURNS bigint LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (
  SELECT (o.amount_minor - coalesce((SELECT sum(r.amount_minor) FROM refunds r WHERE r.organization_id = p_org AND r.order_id = o.id), 0))::bigint
  FROM orders o WHERE o.organization_id = p_org AND o.id = p_order);
END
$$;

-- Why a bought referral is not yet kept; null when it may be.
CREATE FUNCTION keep_blocker(p_org uuid, p_order uuid) RETURNS text LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (
  SELECT CASE WHEN o.delivered_at IS NULL THEN 'order-not-delivered'
    WHEN o.delivered_at + p.refund_window_days * interval '24 hours' > clock() THEN 'refund-window-open'
    WHEN order_net(p_org, o.id) <= 0 THEN 'order-refunded' END
  FROM orders o JOIN products p ON p.organization_id = p_org AND p.id = o.product_id WHERE o.organization_id = p_org AND o.id = p_order);
END
$$;

CREATE FUNCTION referral_update_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE blocker text;
BEGIN
  -- Each arrow writes its own time and nothing else's.
  IF (NEW.confirmed_at IS DISTINCT FROM OLD.confirmed_at AND NEW.state <> 'confirmed') OR (NEW.visited_at IS DISTINCT FROM OLD.visited_at AND NEW.state <> 'visited')
    OR ((NEW.bought_at, NEW.order_id) IS DISTINCT FROM (OLD.bought_at, OLD.order_id) AND NEW.state <> 'bought') THEN
    RAISE EXCEPTION 'append-only' USING ERRCODE = 'ZH001', DETAIL = 'UPDATE on referrals';
  END IF;
  IF NEW.state = 'bought' AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.organization_id = NEW.organization_id AND o.id = NEW.order_id
      AND customer_root(o.organization_id, o.customer_id) = customer_root(NEW.organization_id, NEW.referee_id) AND o.occurred_at >= NEW.claimed_at) THEN
    RAISE EXCEPTION 'order-not-of-referee' USING ERRCODE = 'ZH001';
  END IF;
  IF NEW.state = 'kept' THEN
    blocker := keep_blocker(NEW.organization_id, NEW.order_id);
    IF blocker IS NOT NULL THEN RAISE EXCEPTION '%', blocker USING ERRCODE = 'ZH001'; END IF;
    NEW.kept_at := clock();
  END IF;
  IF NEW.state = 'void' THEN NEW.voided_at := clock(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_guard_update BEFORE UPDATE ON referrals FOR EACH ROW EXECUTE FUNCTION referral_update_guard();

-- A kept referral's order stays as it was when it was kept; refunds are facts of their own.
CREATE FUNCTION kept_order_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (to_jsonb(NEW) - 'content_hash') <> (to_jsonb(OLD) - 'content_hash')
    AND EXISTS (SELECT 1 FROM referrals WHERE organization_id = OLD.organization_id AND order_id = OLD.id AND state = 'kept') THEN
    RAISE EXCEPTION 'order-of-kept-referral' USING ERRCODE = 'ZH001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kept_order_guard BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION kept_order_guard();

-- Moves one referral forward to a state, through the states between, each with its step. False when it is there or past it.
CREATE FUNCTION referral_move(p_org uuid, p_id uuid, p_to text, p_at timestamptz, p_evidence text, p_order uuid, p_note text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  path text[] := ARRAY['claimed', 'confirmed', 'visited', 'bought', 'kept'];
  r referrals; target integer := array_position(path, p_to); here integer; next_state text; by_user uuid := nullif(current_setting('app.user_id', true), '')::uuid;
BEGIN
  SELECT * INTO r FROM referrals WHERE organization_id = p_org AND id = p_id FOR NO KEY UPDATE;
  IF r.id IS NULL THEN RAISE EXCEPTION 'referral' USING ERRCODE = 'ZH004'; END IF;
  IF target IS NULL OR r.state = 'void' THEN RAISE EXCEPTION 'transition-refused' USING ERRCODE = 'ZH001'; END IF;
  here := array_position(path, r.state);
  IF here >= target THEN RETURN false; END IF;
  -- Only from bought: nothing implies that money was kept.
  IF p_to = 'kept' AND r.state <> 'bought' THEN RAISE EXCEPTION 'referral-not-bought' USING ERRCODE = 'ZH001'; END IF;
  IF p_at < r.claimed_at OR p_at > clock() THEN RAISE EXCEPTION 'step-outside-time' USING ERRCODE = 'ZH001'; END IF;
  WHILE here < target LOOP
    next_state := path[here + 1];
    UPDATE referrals SET state = next_state,
      confirmed_at = CASE next_state WHEN 'confirmed' THEN p_at ELSE confirmed_at END,
      visited_at = CASE next_state WHEN 'visited' THEN p_at ELSE visited_at END,
      bought_at = CASE next_state WHEN 'bought' THEN p_at ELSE bought_at END,
      order_id = CASE next_state WHEN 'bought' THEN p_order ELSE order_id END,
      kept_at = CASE next_state WHEN 'kept' THEN p_at ELSE kept_at END
    WHERE organization_id = p_org AND id = p_id;
    INSERT INTO referral_steps (organization_id, referral_id, from_state, to_state, occurred_at, recorded_at, recorded_by, evidence, note)
    VALUES (p_org, p_id, path[here], next_state, p_at, clock(), by_user,
      CASE WHEN here + 1 = target THEN p_evidence ELSE 'implied' END, CASE WHEN here + 1 = target THEN p_note END);
    here := here + 1;
  END LOOP;
  RETURN true;
END $$;

-- The first order of each referee at or after the claim is what the referral led to. Called where orders or claims arrive.
CREATE FUNCTION referrals_follow_orders(p_orders uuid[]) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found record; moved integer := 0;
BEGIN
  FOR found IN
    SELECT DISTINCT ON (r.id) r.id AS referral_id, o.id AS order_id, o.occurred_at
    FROM orders o JOIN referrals r ON r.organization_id = o.organization_id AND r.referee_id = o.customer_id
      AND r.state IN ('claimed', 'confirmed', 'visited') AND r.claimed_at <= o.occurred_at
    WHERE o.organization_id = current_org() AND o.id = ANY (p_orders) AND o.occurred_at <= clock()
    ORDER BY r.id, o.occurred_at, o.id
  LOOP
    PERFORM referral_move(current_org(), found.referral_id, 'bought', found.occurred_at, 'order', found.order_id, NULL);
    moved := moved + 1;
  END LOOP;
  RETURN moved;
END $$;

-- One claim. The caller has locked the organization's referrals.
CREATE FUNCTION referral_claim_one(p jsonb, OUT outcome text, OUT rule text, OUT claim_id uuid, OUT referral_id uuid, OUT competing boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  org uuid := current_org(); referrer uuid := (p ->> 'referrerId')::uuid; referee uuid := (p ->> 'refereeId')::uuid;
  at timestamptz := (p ->> 'occurredAt')::timestamptz; moment smallint := (p ->> 'momentNo')::smallint;
  exp_at timestamptz := (p ->> 'experienceAt')::timestamptz; exp_id uuid := (p ->> 'experienceId')::uuid;
  digest bytea; known referral_claims; power smallint; led_to uuid; people uuid[];
BEGIN
  competing := false;
  IF (SELECT count(*) FROM customers WHERE organization_id = org AND id IN (referrer, referee) AND erased_at IS NULL) < (CASE WHEN referrer = referee THEN 1 ELSE 2 END) THEN
    outcome := 'error'; rule := 'customer-unknown'; RETURN;
  END IF;
  -- Clocks of tills and telephones run ahead by some minutes.
  IF at > clock() + interval '5 minutes' THEN outcome := 'error'; rule := 'claim-in-future'; RETURN; END IF;
  IF same_person(org, referrer, referee) THEN outcome := 'error'; rule := 'referral-self'; RETURN; END IF;
  people := person_records(org, referee);
  SELECT e.strength INTO power FROM referral_evidence e WHERE e.kind = p ->> 'evidenceKind';
  IF exp_id IS NOT NULL THEN
    SELECT e.moment_no INTO moment FROM experiences e
    WHERE e.organization_id = org AND e.customer_id = referrer AND e.occurred_at = exp_at AND e.id = exp_id AND e.occurred_at <= at;
    IF moment IS NULL THEN outcome := 'error'; rule := 'experience-not-of-referrer'; RETURN; END IF;
  ELSIF moment IS NOT NULL THEN
    SELECT e.occurred_at, e.id INTO exp_at, exp_id FROM experiences e
    WHERE e.organization_id = org AND e.customer_id = referrer AND e.moment_no = moment AND e.occurred_at <= at
    ORDER BY e.occurred_at DESC, e.id DESC LIMIT 1;
  END IF;
  digest := sha256(convert_to(concat_ws(chr(31), referrer, referee, p ->> 'evidenceKind', coalesce(p ->> 'evidence', ''),
    extract(epoch FROM at), coalesce(p ->> 'momentNo', ''), coalesce(p ->> 'experienceId', ''), coalesce(p ->> 'isHistory', 'false')), 'UTF8'));
  SELECT * INTO known FROM referral_claims c WHERE c.organization_id = org AND c.source = p ->> 'source' AND c.external_id = p ->> 'externalId';
  IF known.id IS NOT NULL THEN
    claim_id := known.id;
    SELECT r.id INTO referral_id FROM referrals r WHERE r.organization_id = org AND r.winning_claim_id = known.id AND r.state <> 'void';
    outcome := CASE WHEN known.content_hash = digest THEN 'same' ELSE 'changed' END;
    IF known.taken_back_at IS NULL OR outcome = 'changed' THEN RETURN; END IF;
    UPDATE referral_claims SET taken_back_at = NULL WHERE organization_id = org AND id = known.id;
    outcome := 'new';
  ELSE
    IF EXISTS (SELECT 1 FROM orders o WHERE o.organization_id = org AND o.customer_id = ANY (people) AND o.occurred_at < at) THEN
      outcome := 'error'; rule := 'referee-already-bought'; RETURN;
    END IF;
    claim_id := gen_random_uuid();
    INSERT INTO referral_claims (id, organization_id, referrer_id, referee_id, evidence_kind, strength, evidence, experience_at, experience_id, moment_no,
      occurred_at, recorded_at, recorded_by, source, external_id, import_id, is_history, content_hash)
    VALUES (claim_id, org, referrer, referee, p ->> 'evidenceKind', power, p ->> 'evidence', exp_at, exp_id, moment, at, greatest(clock(), at),
      nullif(current_setting('app.user_id', true), '')::uuid, p ->> 'source', p ->> 'externalId', (p ->> 'importId')::uuid,
      coalesce((p ->> 'isHistory')::boolean, false), digest);
    outcome := 'new';
  END IF;
  SELECT r.id INTO referral_id FROM referrals r WHERE r.organization_id = org AND r.referee_id = ANY (people) AND r.state <> 'void' ORDER BY r.recorded_at, r.id LIMIT 1;
  IF referral_id IS NOT NULL THEN competing := true; RETURN; END IF;
  BEGIN
    referral_id := gen_random_uuid();
    INSERT INTO referrals (id, organization_id, referrer_id, referee_id, winning_claim_id, claimed_at, recorded_at, knowledge)
    VALUES (referral_id, org, referrer, referee, claim_id, at, clock(), 'naive');
  EXCEPTION WHEN SQLSTATE 'ZH001' THEN
    -- A ring among claims is kept and shown; no referral comes of it.
    IF SQLERRM <> 'referral-cycle' THEN RAISE; END IF;
    rule := SQLERRM; referral_id := NULL; RETURN;
  END;
  SELECT o.id INTO led_to FROM orders o WHERE o.organization_id = org AND o.customer_id = referee AND o.occurred_at >= at AND o.occurred_at <= clock()
  ORDER BY o.occurred_at, o.id LIMIT 1;
  IF led_to IS NOT NULL THEN PERFORM referrals_follow_orders(ARRAY[led_to]); END IF;
END $$;

-- Many claims, each with its own result; among claims on one referee the stronger evidence wins, then the earlier one.
-- Without a token it is an import. A dry run writes nothing.
CREATE FUNCTION referral_claim(p_token text, p_claims jsonb, p_is_dry boolean DEFAULT false)
RETURNS TABLE (item_no integer, outcome text, rule text, claim_id uuid, referral_id uuid, competing boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE item record;
BEGIN
  IF p_token IS NOT NULL THEN PERFORM require_role(p_token, ARRAY['owner', 'marketing', 'staff']); END IF;
  PERFORM lock_referrals(current_org());
  FOR item IN
    SELECT (x.ordinality - 1)::integer AS no, x.value FROM jsonb_array_elements(p_claims) WITH ORDINALITY x
    LEFT JOIN referral_evidence e ON e.kind = x.value ->> 'evidenceKind'
    ORDER BY e.strength DESC NULLS LAST, (x.value ->> 'occurredAt')::timestamptz, x.ordinality
  LOOP
    item_no := item.no; outcome := NULL; rule := NULL; claim_id := NULL; referral_id := NULL; competing := false;
    BEGIN
      SELECT o.outcome, o.rule, o.claim_id, o.referral_id, o.competing INTO outcome, rule, claim_id, referral_id, competing FROM referral_claim_one(item.value) o;
      IF p_is_dry THEN RAISE EXCEPTION 'dry' USING ERRCODE = 'ZH099'; END IF;
    EXCEPTION
      WHEN SQLSTATE 'ZH099' THEN claim_id := NULL; referral_id := NULL;
      WHEN SQLSTATE 'ZH001' THEN outcome := 'error'; rule := SQLERRM; claim_id := NULL; referral_id := NULL;
    END;
    RETURN NEXT;
  END LOOP;
END $$;

-- Confirmed, visited, bought: stepwise, one act may record several. Without a token it is an import.
CREATE FUNCTION referral_advance(p_token text, p_steps jsonb) RETURNS TABLE (item_no integer, outcome text, rule text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE item record; moved boolean;
BEGIN
  IF p_token IS NOT NULL THEN PERFORM require_role(p_token, ARRAY['owner', 'marketing', 'staff']); END IF;
  FOR item IN SELECT (x.ordinality - 1)::integer AS no, x.value FROM jsonb_array_elements(p_steps) WITH ORDINALITY x LOOP
    item_no := item.no; rule := NULL;
    BEGIN
      IF item.value ->> 'to' NOT IN ('confirmed', 'visited', 'bought') THEN RAISE EXCEPTION 'transition-refused' USING ERRCODE = 'ZH001'; END IF;
      moved := referral_move(current_org(), (item.value ->> 'referralId')::uuid, item.value ->> 'to', (item.value ->> 'occurredAt')::timestamptz,
        'stated', (item.value ->> 'orderId')::uuid, item.value ->> 'note');
      outcome := CASE WHEN moved THEN 'new' ELSE 'same' END;
    EXCEPTION
      WHEN SQLSTATE 'ZH001' THEN outcome := 'error'; rule := SQLERRM;
      WHEN SQLSTATE 'ZH004' THEN outcome := 'error'; rule := 'referral-unknown';
      WHEN unique_violation THEN outcome := 'error'; rule := 'order-not-of-referee';
    END;
    RETURN NEXT;
  END LOOP;
END $$;

CREATE FUNCTION referral_void_one(p_org uuid, p_id uuid, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r referrals;
BEGIN
  SELECT * INTO r FROM referrals WHERE organization_id = p_org AND id = p_id FOR NO KEY UPDATE;
  IF r.id IS NULL THEN RAISE EXCEPTION 'referral' USING ERRCODE = 'ZH004'; END IF;
  IF r.state = 'void' THEN RETURN; END IF;
  IF r.state = 'kept' THEN RAISE EXCEPTION 'referral-already-kept' USING ERRCODE = 'ZH001'; END IF;
  UPDATE referrals SET state = 'void', void_reason = p_reason WHERE organization_id = p_org AND id = p_id;
  INSERT INTO referral_steps (organization_id, referral_id, from_state, to_state, occurred_at, recorded_at, recorded_by, evidence, note)
  VALUES (p_org, p_id, r.state, 'void', clock(), clock(), nullif(current_setting('app.user_id', true), '')::uuid, 'voided', p_reason);
END $$;

CREATE FUNCTION referral_void(p_token text, p_id uuid, p_reason text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM require_role(p_token, ARRAY['owner', 'marketing']);
  PERFORM referral_void_one(current_org(), p_id, p_reason);
END $$;

-- Takes back the claims of an import: their referrals become void unless they were kept. Returns how many were voided.
CREATE FUNCTION referrals_take_back(p_import uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found uuid; voided integer := 0;
BEGIN
  PERFORM lock_referrals(current_org());
  FOR found IN SELECT id FROM referrals WHERE organization_id = current_org() AND import_id = p_import AND state NOT IN ('kept', 'void') ORDER BY id LOOP
    PERFORM referral_void_one(current_org(), found, 'import-taken-back');
    voided := voided + 1;
  END LOOP;
  UPDATE referral_claims c SET taken_back_at = clock() WHERE c.organization_id = current_org() AND c.import_id = p_import AND c.taken_back_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM referrals r WHERE r.organization_id = c.organization_id AND r.winning_claim_id = c.id AND r.state <> 'void');
  RETURN voided;
END $$;

-- ═══ Disclosures ═══

CREATE FUNCTION disclosure_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.at := clock();
  IF NEW.kind = 'thanks' AND NOT EXISTS (
    SELECT 1 FROM commission_entries e JOIN commission_entry_outcomes s ON s.organization_id = e.organization_id AND s.entry_id = e.id AND s.to_state = 'approved'
    JOIN commissions c ON c.organization_id = e.organization_id AND c.id = e.commission_id
    WHERE e.organization_id = NEW.organization_id AND e.id = NEW.entry_id AND e.amount_minor > 0 AND c.referrer_id = NEW.customer_id) THEN
    RAISE EXCEPTION 'thanks-not-approved' USING ERRCODE = 'ZH001';
  END IF;
  IF NEW.kind = 'terms' AND NOT EXISTS (
    SELECT 1 FROM referrals r WHERE r.organization_id = NEW.organization_id AND r.state = 'kept'
      AND r.referrer_id = ANY (customer_records(NEW.organization_id, NEW.customer_id))) THEN
    RAISE EXCEPTION 'terms-before-referral' USING ERRCODE = 'ZH001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_guard BEFORE INSERT ON disclosures FOR EACH ROW EXECUTE FUNCTION disclosure_guard();

-- What reached a customer. The same content to the same person keeps its first time.
CREATE FUNCTION disclosure_record(p_customer uuid, p_kind text, p_document text, p_locale text, p_hash bytea, p_entry uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found uuid;
BEGIN
  IF p_kind NOT IN ('neutral', 'thanks') THEN RAISE EXCEPTION 'terms-before-referral' USING ERRCODE = 'ZH001'; END IF;
  INSERT INTO disclosures (id, organization_id, customer_id, kind, document, locale, content_hash, entry_id, at)
  VALUES (gen_random_uuid(), current_org(), p_customer, p_kind, p_document, p_locale, p_hash, p_entry, clock())
  ON CONFLICT (organization_id, customer_id, kind, content_hash) DO NOTHING RETURNING id INTO found;
  IF found IS NULL THEN
    SELECT id INTO found FROM disclosures WHERE organization_id = current_org() AND customer_id = p_customer AND kind = p_kind AND content_hash = p_hash;
  END IF;
  RETURN found;
END $$;

-- ═══ Policies ═══

CREATE FUNCTION policy_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.sealed_at IS NOT NULL THEN RAISE EXCEPTION 'policy-starts-as-draft' USING ERRCODE = 'ZH001'; END IF;
    NEW.drafted_at := clock();
    RETURN NEW;
  END IF;
  IF OLD.sealed_at IS NOT NULL THEN RAISE EXCEPTION 'policy-sealed' USING ERRCODE = 'ZH001'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF NEW.sealed_at IS NOT NULL THEN
    IF (to_jsonb(NEW) - 'sealed_at' - 'sealed_by_id') <> (to_jsonb(OLD) - 'sealed_at' - 'sealed_by_id') THEN
      RAISE EXCEPTION 'append-only' USING ERRCODE = 'ZH001', DETAIL = 'UPDATE on commission_policies';
    END IF;
    IF NOT member_has_role(NEW.organization_id, NEW.sealed_by_id, ARRAY['owner']) THEN RAISE EXCEPTION 'role-not-allowed' USING ERRCODE = 'ZH003'; END IF;
    -- Lower bounds only, the first of them 0: no gap, no overlap.
    IF (NEW.kind = 'tiers') <> EXISTS (SELECT 1 FROM commission_policy_tiers t WHERE t.organization_id = NEW.organization_id AND t.policy_id = NEW.id AND t.from_minor = 0) THEN
      RAISE EXCEPTION 'policy-tiers-start-at-zero' USING ERRCODE = 'ZH001';
    END IF;
    NEW.sealed_at := clock();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_guard BEFORE INSERT OR UPDATE OR DELETE ON commission_policies FOR EACH ROW EXECUTE FUNCTION policy_guard();
CREATE TRIGGER commission_policies_no_truncate BEFORE TRUNCATE ON commission_policies EXECUTE FUNCTION refuse_change();

CREATE FUNCTION policy_tier_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE p commission_policies;
BEGIN
  FOR p IN SELECT * FROM commission_policies WHERE (organization_id, id) IN (
      SELECT x.organization_id, x.policy_id FROM (SELECT NEW.organization_id, NEW.policy_id WHERE TG_OP <> 'DELETE' UNION SELECT OLD.organization_id, OLD.policy_id WHERE TG_OP <> 'INSERT') x)
      FOR NO KEY UPDATE LOOP
    IF p.sealed_at IS NOT NULL THEN RAISE EXCEPTION 'policy-sealed' USING ERRCODE = 'ZH001'; END IF;
  END LOOP;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER c_guard BEFORE INSERT OR UPDATE OR DELETE ON commission_policy_tiers FOR EACH ROW EXECUTE FUNCTION policy_tier_guard();
CREATE TRIGGER commission_policy_tiers_no_truncate BEFORE TRUNCATE ON commission_policy_tiers EXECUTE FUNCTION refuse_change();

-- Writes a draft, or writes it anew while nobody has sealed it.
CREATE FUNCTION policy_draft(p_token text, p_id uuid, p jsonb) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := require_role(p_token, ARRAY['finance']); org uuid := current_org(); no integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('policies:' || org::text, 0));
  IF NOT EXISTS (SELECT 1 FROM currencies WHERE code = p ->> 'currency') THEN RAISE EXCEPTION 'currency-unknown' USING ERRCODE = 'ZH001'; END IF;
  SELECT version_no INTO no FROM commission_policies WHERE organization_id = org AND id = p_id FOR NO KEY UPDATE;
  IF no IS NOT NULL THEN
    UPDATE commission_policies SET name = p ->> 'name', kind = p ->> 'kind', currency = p ->> 'currency', flat_minor = (p ->> 'flatMinor')::bigint,
      rate_bps = (p ->> 'rateBps')::integer, cap_minor = (p ->> 'capMinor')::bigint, effective_from = (p ->> 'effectiveFrom')::timestamptz, drafted_by_id = me
    WHERE organization_id = org AND id = p_id;
    DELETE FROM commission_policy_tiers WHERE organization_id = org AND policy_id = p_id;
  ELSE
    SELECT coalesce(max(version_no), 0) + 1 INTO no FROM commission_policies WHERE organization_id = org;
    INSERT INTO commission_policies (id, organization_id, version_no, name, kind, currency, flat_minor, rate_bps, cap_minor, effective_from, drafted_by_id, drafted_at)
    VALUES (p_id, org, no, p ->> 'name', p ->> 'kind', p ->> 'currency', (p ->> 'flatMinor')::bigint, (p ->> 'rateBps')::integer, (p ->> 'capMinor')::bigint,
      (p ->> 'effectiveFrom')::timestamptz, me, clock());
  END IF;
  INSERT INTO commission_policy_tiers (organization_id, policy_id, from_minor, rate_bps)
  SELECT org, p_id, (t ->> 'fromMinor')::bigint, (t ->> 'rateBps')::integer FROM jsonb_array_elements(coalesce(nullif(p -> 'tiers', 'null'), '[]')) t;
  RETURN no;
END $$;

CREATE FUNCTION policy_seal(p_token text, p_id uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := require_role(p_token, ARRAY['owner']); p commission_policies;
BEGIN
  SELECT * INTO p FROM commission_policies WHERE organization_id = current_org() AND id = p_id FOR NO KEY UPDATE;
  IF p.id IS NULL THEN RAISE EXCEPTION 'policy' USING ERRCODE = 'ZH004'; END IF;
  IF p.sealed_by_id = me THEN RETURN; END IF;
  IF p.drafted_by_id = me THEN RAISE EXCEPTION 'policy-own-draft' USING ERRCODE = 'ZH001'; END IF;
  UPDATE commission_policies SET sealed_by_id = me, sealed_at = clock() WHERE organization_id = current_org() AND id = p_id;
EXCEPTION WHEN unique_violation THEN RAISE EXCEPTION 'policy-same-start' USING ERRCODE = 'ZH001';
END $$;

-- How an amount comes about: exact integers, rounded half-up once, at the end. Numbers are text, so that no reader loses a cent.
CREATE FUNCTION commission_trace(p_org uuid, p_policy uuid, p_net bigint) RETURNS jsonb LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE p commission_policies; parts jsonb := '[]'; numerator numeric := 0; raw bigint; net bigint := greatest(p_net, 0); t record; part bigint;
BEGIN
  SELECT * INTO p FROM commission_policies WHERE organization_id = p_org AND id = p_policy;
  IF p.kind = 'flat' THEN
    raw := least(p.flat_minor, net);
  ELSE
    FOR t IN
      SELECT from_minor, rate_bps, lead(from_minor) OVER (ORDER BY from_minor) AS until_minor FROM (
        SELECT s.from_minor, s.rate_bps FROM commission_policy_tiers s WHERE s.organization_id = p_org AND s.policy_id = p_policy AND p.kind = 'tiers'
        UNION ALL SELECT 0, p.rate_bps WHERE p.kind = 'percent') x
      ORDER BY from_minor
    LOOP
      part := greatest(least(net, coalesce(t.until_minor, net)) - t.from_minor, 0);
      EXIT WHEN part = 0;
      numerator := numerator + part::numeric * t.rate_bps;
      parts := parts || jsonb_build_object('fromMinor', t.from_minor::text, 'partMinor', part::text, 'rateBps', t.rate_bps);
    END LOOP;
    raw := floor((numerator + 5000) / 10000)::bigint;
  END IF;
  RETURN jsonb_build_object('kind', p.kind, 'netMinor', net::text, 'flatMinor', p.flat_minor::text, 'parts', parts, 'rawMinor', raw::text,
    'capMinor', p.cap_minor::text, 'amountMinor', least(raw, coalesce(p.cap_minor, raw))::text);
END $$;

CREATE FUNCTION commission_amount(p_org uuid, p_policy uuid, p_net bigint) RETURNS bigint LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (
  SELECT (commission_trace(p_org, p_policy, p_net) ->> 'amountMinor')::bigint);
END
$$;

-- ═══ Commissions ═══

-- The sealed version in force at a time.
CREATE FUNCTION policy_in_force(p_org uuid, p_currency char(3), p_at timestamptz) RETURNS uuid LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (
  SELECT id FROM commission_policies
  WHERE organization_id = p_org AND currency = p_currency AND sealed_at IS NOT NULL AND effective_from <= p_at
  ORDER BY effective_from DESC, version_no DESC LIMIT 1);
END
$$;

-- Why a referral carries no commission; null when it may.
CREATE FUNCTION commission_blocker(p_org uuid, p_referral uuid) RETURNS text LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (
  SELECT CASE WHEN r.state <> 'kept' THEN 'referral-not-kept'
    WHEN r.is_history THEN 'history-never-paid'
    WHEN r.import_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM commission_opt_ins i WHERE i.organization_id = p_org AND i.import_id = r.import_id) THEN 'import-not-opted-in'
    WHEN EXISTS (SELECT 1 FROM disclosures d WHERE d.organization_id = p_org AND d.kind = 'terms' AND d.at < r.recorded_at
      AND d.customer_id = ANY (customer_records(p_org, r.referrer_id))) THEN 'terms-before-referral'
    WHEN same_person(p_org, r.referrer_id, r.referee_id) THEN 'referral-self'
    WHEN order_net(p_org, r.order_id) <= 0 THEN 'order-refunded'
    WHEN policy_in_force(p_org, (SELECT o.currency FROM orders o WHERE o.organization_id = p_org AND o.id = r.order_id), r.kept_at) IS NULL THEN 'no-policy-in-force' END
  FROM referrals r WHERE r.organization_id = p_org AND r.id = p_referral);
END
$$;

CREATE FUNCTION commission_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE blocker text := commission_blocker(NEW.organization_id, NEW.referral_id);
BEGIN
  IF blocker IS NOT NULL THEN RAISE EXCEPTION '%', blocker USING ERRCODE = 'ZH001'; END IF;
  IF NOT EXISTS (SELECT 1 FROM commission_policies WHERE organization_id = NEW.organization_id AND id = NEW.policy_id AND sealed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'policy-not-sealed' USING ERRCODE = 'ZH001';
  END IF;
  NEW.proposed_at := clock();
  RETURN NEW;
END $$;
CREATE TRIGGER c_guard BEFORE INSERT ON commissions FOR EACH ROW EXECUTE FUNCTION commission_guard();

-- Approvals that an amount needs: two from the organization's threshold on, and where another currency cannot be compared with it.
CREATE FUNCTION approvals_required(p_org uuid, p_amount bigint, p_currency char(3)) RETURNS smallint LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (
  SELECT (CASE WHEN o.second_approval_minor IS NULL THEN 1 WHEN o.currency <> p_currency OR abs(p_amount) >= o.second_approval_minor THEN 2 ELSE 1 END)::smallint
  FROM organizations o WHERE o.id = p_org);
END
$$;

CREATE FUNCTION entry_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE c commissions;
BEGIN
  SELECT * INTO c FROM commissions WHERE organization_id = NEW.organization_id AND id = NEW.commission_id FOR NO KEY UPDATE;
  NEW.proposed_at := clock();
  NEW.approvals_required := approvals_required(NEW.organization_id, NEW.amount_minor, NEW.currency);
  IF NEW.proposed_by_id IS NOT NULL AND member_is_party(NEW.organization_id, NEW.proposed_by_id, c.referral_id) THEN
    RAISE EXCEPTION 'commission-own-referral' USING ERRCODE = 'ZH001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_guard BEFORE INSERT ON commission_entries FOR EACH ROW EXECUTE FUNCTION entry_guard();

-- Everything that the amount of a referral was reckoned from.
CREATE FUNCTION commission_snapshot(p_org uuid, p_referral uuid, p_policy uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object(
    'orderId', o.id, 'orderAmountMinor', o.amount_minor::text, 'orderedAt', o.occurred_at, 'deliveredAt', o.delivered_at, 'currency', o.currency,
    'refunds', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'amountMinor', f.amount_minor::text, 'occurredAt', f.occurred_at) ORDER BY f.occurred_at, f.id), '[]')
      FROM refunds f WHERE f.organization_id = p_org AND f.order_id = o.id),
    'netMinor', order_net(p_org, o.id)::text, 'productCode', p.code, 'refundWindowDays', p.refund_window_days, 'keptAt', r.kept_at,
    'policy', jsonb_build_object('id', k.id, 'versionNo', k.version_no, 'kind', k.kind, 'flatMinor', k.flat_minor::text, 'rateBps', k.rate_bps, 'capMinor', k.cap_minor::text,
      'tiers', (SELECT coalesce(jsonb_agg(jsonb_build_object('fromMinor', t.from_minor::text, 'rateBps', t.rate_bps) ORDER BY t.from_minor), '[]')
        FROM commission_policy_tiers t WHERE t.organization_id = p_org AND t.policy_id = k.id)))
  FROM referrals r JOIN orders o ON o.organization_id = p_org AND o.id = r.order_id JOIN products p ON p.organization_id = p_org AND p.id = o.product_id
  JOIN commission_policies k ON k.organization_id = p_org AND k.id = p_policy
  WHERE r.organization_id = p_org AND r.id = p_referral
$$;

-- Proposes the thank-you of one kept referral. Answers null, or the reason why there is nothing to propose.
CREATE FUNCTION commission_propose_one(p_org uuid, p_referral uuid, p_member uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r referrals; blocker text; policy uuid; header uuid := gen_random_uuid(); net bigint; money char(3); trace jsonb; owed bigint;
BEGIN
  SELECT * INTO r FROM referrals WHERE organization_id = p_org AND id = p_referral FOR NO KEY UPDATE;
  IF r.id IS NULL THEN RAISE EXCEPTION 'referral' USING ERRCODE = 'ZH004'; END IF;
  IF EXISTS (SELECT 1 FROM commissions WHERE organization_id = p_org AND referral_id = p_referral) THEN RETURN NULL; END IF;
  blocker := commission_blocker(p_org, p_referral);
  IF blocker IS NOT NULL THEN RETURN blocker; END IF;
  SELECT o.currency INTO money FROM orders o WHERE o.organization_id = p_org AND o.id = r.order_id;
  policy := policy_in_force(p_org, money, r.kept_at);
  net := order_net(p_org, r.order_id);
  trace := commission_trace(p_org, policy, net);
  owed := (trace ->> 'amountMinor')::bigint;
  INSERT INTO commissions (id, organization_id, referral_id, kept_at, referrer_id, proposed_at, policy_id, currency, snapshot, trace)
  VALUES (header, p_org, r.id, r.kept_at, r.referrer_id, clock(), policy, money, commission_snapshot(p_org, r.id, policy), trace);
  IF owed > 0 THEN
    INSERT INTO commission_entries (id, organization_id, commission_id, kind, amount_minor, currency, occurred_at, proposed_at, proposed_by_id, approvals_required, trace)
    VALUES (gen_random_uuid(), p_org, header, 'award', owed, money, r.kept_at, clock(), p_member, 1, trace);
  END IF;
  -- Refunds that the amount already knows have had their effect.
  INSERT INTO refund_outcomes (organization_id, refund_id, outcome, at)
  SELECT p_org, f.id, 'before-proposal', clock() FROM refunds f WHERE f.organization_id = p_org AND f.order_id = r.order_id ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- Keeps referrals whose refund window is over and proposes their entries: the two arrows that a job may do. Null token: the job.
CREATE FUNCTION referral_keep(p_token text, p_ids uuid[]) RETURNS TABLE (referral_id uuid, outcome text, rule text, unproposed text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid; one uuid; moved boolean;
BEGIN
  IF p_token IS NOT NULL THEN me := require_role(p_token, ARRAY['owner', 'finance']);
  ELSE PERFORM set_config('app.user_id', '', true); END IF;
  FOREACH one IN ARRAY (SELECT coalesce(array_agg(DISTINCT x ORDER BY x), '{}') FROM unnest(p_ids) x) LOOP
    referral_id := one; rule := NULL; unproposed := NULL;
    BEGIN
      IF me IS NOT NULL AND member_is_party(current_org(), me, one) THEN RAISE EXCEPTION 'commission-own-referral' USING ERRCODE = 'ZH001'; END IF;
      moved := referral_move(current_org(), one, 'kept', clock(), 'window', NULL, NULL);
      unproposed := commission_propose_one(current_org(), one, me);
      outcome := CASE WHEN moved THEN 'kept' ELSE 'same' END;
    EXCEPTION
      WHEN SQLSTATE 'ZH001' THEN outcome := 'refused'; rule := SQLERRM; unproposed := NULL;
      WHEN SQLSTATE 'ZH004' THEN outcome := 'refused'; rule := 'referral-unknown'; unproposed := NULL;
    END;
    RETURN NEXT;
  END LOOP;
END $$;

-- Proposes for referrals that were kept before there was a policy or an opt-in. Null token: the job.
CREATE FUNCTION commission_propose(p_token text, p_referrals uuid[]) RETURNS TABLE (referral_id uuid, unproposed text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid; one uuid;
BEGIN
  IF p_token IS NOT NULL THEN me := require_role(p_token, ARRAY['finance']);
  ELSE PERFORM set_config('app.user_id', '', true); END IF;
  FOREACH one IN ARRAY (SELECT coalesce(array_agg(DISTINCT x ORDER BY x), '{}') FROM unnest(p_referrals) x) LOOP
    referral_id := one;
    BEGIN
      unproposed := commission_propose_one(current_org(), one, me);
    EXCEPTION WHEN SQLSTATE 'ZH001' THEN unproposed := SQLERRM;
    END;
    RETURN NEXT;
  END LOOP;
END $$;

-- Finance has looked at an import and lets what it brought be thanked for.
CREATE FUNCTION commission_opt_in(p_token text, p_import uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := require_role(p_token, ARRAY['finance']);
BEGIN
  IF NOT EXISTS (SELECT 1 FROM imports WHERE organization_id = current_org() AND id = p_import) THEN RAISE EXCEPTION 'import' USING ERRCODE = 'ZH004'; END IF;
  INSERT INTO commission_opt_ins (organization_id, import_id, opted_in_by_id, opted_in_at) VALUES (current_org(), p_import, me, clock()) ON CONFLICT DO NOTHING;
END $$;

-- ── Decisions ──

CREATE FUNCTION entry_state(p_org uuid, p_entry uuid) RETURNS text LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (
  SELECT coalesce((SELECT to_state FROM commission_entry_outcomes WHERE organization_id = p_org AND entry_id = p_entry), 'proposed'));
END
$$;

-- What stops every entry of a commission from going forward; null when nothing does. A reversal is not stopped by itself.
CREATE FUNCTION commission_stop(p_org uuid, p_commission uuid, p_entry uuid) RETURNS text LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM commission_holds h WHERE h.organization_id = p_org AND h.commission_id = p_commission AND h.closed_at IS NULL) THEN 'commission-on-hold'
    WHEN EXISTS (SELECT 1 FROM commission_entries e WHERE e.organization_id = p_org AND e.commission_id = p_commission AND e.kind = 'reversal'
      AND e.id IS DISTINCT FROM p_entry AND entry_state(p_org, e.id) = 'proposed')
      AND NOT EXISTS (SELECT 1 FROM commission_entries e WHERE e.organization_id = p_org AND e.id = p_entry AND e.kind = 'reversal') THEN 'reversal-pending' END);
END
$$;

-- Four eyes: the decider is of finance today, did not propose, and is neither referrer nor referee.
CREATE FUNCTION decision_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e commission_entries; c commissions;
BEGIN
  SELECT * INTO e FROM commission_entries WHERE organization_id = NEW.organization_id AND id = NEW.entry_id;
  -- The commission's row is the lock of everything that happens to it.
  SELECT * INTO c FROM commissions WHERE organization_id = e.organization_id AND id = e.commission_id FOR NO KEY UPDATE;
  NEW.decided_at := clock();
  IF entry_state(NEW.organization_id, NEW.entry_id) <> 'proposed' THEN RAISE EXCEPTION 'entry-already-decided' USING ERRCODE = 'ZH001'; END IF;
  IF NOT member_has_role(NEW.organization_id, NEW.decided_by_id, ARRAY['finance']) THEN RAISE EXCEPTION 'role-not-allowed' USING ERRCODE = 'ZH003'; END IF;
  IF NEW.decided_by_id = e.proposed_by_id THEN RAISE EXCEPTION 'commission-self-approval' USING ERRCODE = 'ZH001'; END IF;
  IF member_is_party(NEW.organization_id, NEW.decided_by_id, c.referral_id) THEN RAISE EXCEPTION 'commission-own-referral' USING ERRCODE = 'ZH001'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_guard BEFORE INSERT ON commission_decisions FOR EACH ROW EXECUTE FUNCTION decision_guard();

CREATE FUNCTION outcome_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e commission_entries; stop text;
BEGIN
  SELECT * INTO e FROM commission_entries WHERE organization_id = NEW.organization_id AND id = NEW.entry_id;
  PERFORM 1 FROM commissions WHERE organization_id = e.organization_id AND id = e.commission_id FOR NO KEY UPDATE;
  NEW.at := clock();
  IF NEW.to_state = 'rejected' THEN
    IF NOT EXISTS (SELECT 1 FROM commission_decisions WHERE organization_id = e.organization_id AND entry_id = e.id AND decision = 'reject') THEN
      RAISE EXCEPTION 'entry-needs-decision' USING ERRCODE = 'ZH001';
    END IF;
    RETURN NEW;
  END IF;
  IF (SELECT count(*) FROM commission_decisions WHERE organization_id = e.organization_id AND entry_id = e.id AND decision = 'approve')
      < greatest(e.approvals_required, approvals_required(e.organization_id, e.amount_minor, e.currency)) THEN
    RAISE EXCEPTION 'entry-needs-decision' USING ERRCODE = 'ZH001';
  END IF;
  stop := commission_stop(e.organization_id, e.commission_id, e.id);
  IF stop IS NOT NULL THEN RAISE EXCEPTION '%', stop USING ERRCODE = 'ZH001'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_guard BEFORE INSERT ON commission_entry_outcomes FOR EACH ROW EXECUTE FUNCTION outcome_guard();

-- ── Ledger ──

CREATE FUNCTION ledger_account(p_org uuid, p_code text, p_currency char(3)) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found uuid;
BEGIN
  SELECT id INTO found FROM ledger_accounts WHERE organization_id = p_org AND code = p_code AND currency = p_currency;
  IF found IS NULL THEN
    INSERT INTO ledger_accounts (id, organization_id, code, currency) VALUES (gen_random_uuid(), p_org, p_code, p_currency) ON CONFLICT DO NOTHING;
    SELECT id INTO found FROM ledger_accounts WHERE organization_id = p_org AND code = p_code AND currency = p_currency;
  END IF;
  RETURN found;
END $$;

-- The only postings there are: each follows from a state, with its amount and its direction.
CREATE FUNCTION ledger_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE debit text; credit text; owed bigint; state text; allowed boolean;
BEGIN
  NEW.recorded_at := clock();
  SELECT code INTO debit FROM ledger_accounts WHERE organization_id = NEW.organization_id AND id = NEW.debit_account_id;
  SELECT code INTO credit FROM ledger_accounts WHERE organization_id = NEW.organization_id AND id = NEW.credit_account_id;
  IF NEW.kind = 'approve' THEN
    SELECT amount_minor INTO owed FROM commission_entries WHERE organization_id = NEW.organization_id AND id = NEW.entry_id;
    allowed := entry_state(NEW.organization_id, NEW.entry_id) = 'approved' AND abs(owed) = NEW.amount_minor
      AND (debit, credit) = (CASE WHEN owed > 0 THEN 'thanks-expense' ELSE 'thanks-payable' END, CASE WHEN owed > 0 THEN 'thanks-payable' ELSE 'thanks-expense' END);
  ELSE
    SELECT a.amount_minor, a.state INTO owed, state FROM payout_attempts a WHERE a.organization_id = NEW.organization_id AND a.id = NEW.attempt_id AND a.currency = NEW.currency;
    allowed := owed = NEW.amount_minor AND CASE NEW.kind
      WHEN 'settle' THEN state = 'settled' AND (debit, credit) = ('thanks-payable', 'cash')
      ELSE state = 'returned' AND (debit, credit) = ('cash', 'thanks-payable')
        AND EXISTS (SELECT 1 FROM ledger_entries l WHERE l.organization_id = NEW.organization_id AND l.attempt_id = NEW.attempt_id AND l.kind = 'settle') END;
  END IF;
  IF allowed IS NOT TRUE THEN RAISE EXCEPTION 'posting-without-cause' USING ERRCODE = 'ZH001'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_guard BEFORE INSERT ON ledger_entries FOR EACH ROW EXECUTE FUNCTION ledger_guard();

-- Approval books itself and keeps the sum of a commission between nothing and what was awarded.
CREATE FUNCTION outcome_effect() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e commission_entries; by_member uuid; total bigint; awarded bigint; is_owed boolean;
BEGIN
  IF NEW.to_state <> 'approved' THEN RETURN NULL; END IF;
  SELECT * INTO e FROM commission_entries WHERE organization_id = NEW.organization_id AND id = NEW.entry_id;
  SELECT coalesce(sum(x.amount_minor), 0), coalesce(sum(x.amount_minor) FILTER (WHERE x.kind IN ('award', 'reinstatement') OR (x.kind = 'adjustment' AND x.amount_minor > 0)), 0)
  INTO total, awarded FROM commission_entries x WHERE x.organization_id = e.organization_id AND x.commission_id = e.commission_id AND entry_state(x.organization_id, x.id) = 'approved';
  IF total < 0 OR total > awarded THEN RAISE EXCEPTION 'entry-sum-out-of-range' USING ERRCODE = 'ZH001'; END IF;
  SELECT decided_by_id INTO by_member FROM commission_decisions WHERE organization_id = e.organization_id AND entry_id = e.id ORDER BY decided_at DESC LIMIT 1;
  is_owed := e.amount_minor > 0;
  INSERT INTO ledger_entries (id, organization_id, debit_account_id, credit_account_id, amount_minor, currency, kind, entry_id, occurred_at, recorded_at, recorded_by_id)
  VALUES (gen_random_uuid(), e.organization_id, ledger_account(e.organization_id, CASE WHEN is_owed THEN 'thanks-expense' ELSE 'thanks-payable' END, e.currency),
    ledger_account(e.organization_id, CASE WHEN is_owed THEN 'thanks-payable' ELSE 'thanks-expense' END, e.currency),
    abs(e.amount_minor), e.currency, 'approve', e.id, CASE WHEN is_owed THEN NEW.at ELSE e.occurred_at END, clock(), by_member);
  RETURN NULL;
END $$;
CREATE TRIGGER d_effect AFTER INSERT ON commission_entry_outcomes FOR EACH ROW EXECUTE FUNCTION outcome_effect();

-- ── What finance does ──

-- Approves one entry; answers 'approved', or 'waiting' when a second person is still needed. Twice by one person is once.
CREATE FUNCTION commission_approve_one(p_org uuid, p_me uuid, p_entry uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e commission_entries; stop text; mine text;
BEGIN
  SELECT * INTO e FROM commission_entries WHERE organization_id = p_org AND id = p_entry;
  IF e.id IS NULL THEN RAISE EXCEPTION 'commission-entry' USING ERRCODE = 'ZH004'; END IF;
  PERFORM 1 FROM commissions WHERE organization_id = p_org AND id = e.commission_id FOR NO KEY UPDATE;
  SELECT decision INTO mine FROM commission_decisions WHERE organization_id = p_org AND entry_id = p_entry AND decided_by_id = p_me;
  IF mine = 'approve' AND entry_state(p_org, p_entry) = 'approved' THEN RETURN 'approved'; END IF;
  IF entry_state(p_org, p_entry) <> 'proposed' THEN RAISE EXCEPTION 'entry-already-decided' USING ERRCODE = 'ZH001'; END IF;
  stop := commission_stop(p_org, e.commission_id, p_entry);
  IF stop IS NOT NULL THEN RAISE EXCEPTION '%', stop USING ERRCODE = 'ZH001'; END IF;
  IF e.kind = 'reversal' AND EXISTS (SELECT 1 FROM commission_entries x WHERE x.organization_id = p_org AND x.commission_id = e.commission_id
      AND x.kind = 'award' AND entry_state(p_org, x.id) = 'proposed') THEN RAISE EXCEPTION 'award-undecided' USING ERRCODE = 'ZH001'; END IF;
  IF mine IS NULL THEN
    INSERT INTO commission_decisions (organization_id, entry_id, decided_by_id, decision, decided_at) VALUES (p_org, p_entry, p_me, 'approve', clock());
  END IF;
  IF (SELECT count(*) FROM commission_decisions WHERE organization_id = p_org AND entry_id = p_entry AND decision = 'approve')
      < greatest(e.approvals_required, approvals_required(p_org, e.amount_minor, e.currency)) THEN RETURN 'waiting'; END IF;
  INSERT INTO commission_entry_outcomes (organization_id, entry_id, from_state, to_state, at) VALUES (p_org, p_entry, 'proposed', 'approved', clock());
  RETURN 'approved';
END $$;

CREATE FUNCTION commission_approve(p_token text, p_entries uuid[]) RETURNS TABLE (entry_id uuid, outcome text, rule text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := require_role(p_token, ARRAY['finance']); one uuid;
BEGIN
  -- In one order, so that two people who approve the same list wait for each other and never in a ring.
  FOR one IN SELECT x.id FROM (SELECT DISTINCT unnest(p_entries) AS id) x LEFT JOIN commission_entries e ON e.organization_id = current_org() AND e.id = x.id
    ORDER BY e.commission_id, x.id LOOP
    entry_id := one; rule := NULL;
    BEGIN
      outcome := commission_approve_one(current_org(), me, one);
    EXCEPTION
      WHEN SQLSTATE 'ZH001' THEN outcome := 'refused'; rule := SQLERRM;
      WHEN SQLSTATE 'ZH004' THEN outcome := 'refused'; rule := 'entry-unknown';
    END;
    RETURN NEXT;
  END LOOP;
END $$;

-- Rejects one entry. A rejected award takes its undecided reversals with it; 'amount-changed' proposes anew what is owed now.
CREATE FUNCTION commission_reject_one(p_org uuid, p_me uuid, p_entry uuid, p_reason text, p_note text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e commission_entries; c commissions; other uuid; trace jsonb; mine text; order_of uuid; owed bigint;
BEGIN
  SELECT * INTO e FROM commission_entries WHERE organization_id = p_org AND id = p_entry;
  IF e.id IS NULL THEN RAISE EXCEPTION 'commission-entry' USING ERRCODE = 'ZH004'; END IF;
  -- The referral first, as the refund's own effect does: one order of locks.
  SELECT r.order_id INTO order_of FROM referrals r JOIN commissions x ON x.organization_id = p_org AND x.referral_id = r.id
  WHERE r.organization_id = p_org AND x.id = e.commission_id FOR NO KEY UPDATE OF r;
  SELECT * INTO c FROM commissions WHERE organization_id = p_org AND id = e.commission_id FOR NO KEY UPDATE;
  SELECT decision INTO mine FROM commission_decisions WHERE organization_id = p_org AND entry_id = p_entry AND decided_by_id = p_me;
  IF mine = 'reject' THEN RETURN 'rejected'; END IF;
  IF entry_state(p_org, p_entry) <> 'proposed' THEN RAISE EXCEPTION 'entry-already-decided' USING ERRCODE = 'ZH001'; END IF;
  IF mine = 'approve' THEN RAISE EXCEPTION 'entry-approved-by-you' USING ERRCODE = 'ZH001'; END IF;
  IF p_reason = 'award-rejected' OR (p_reason = 'amount-changed' AND e.kind <> 'award') THEN RAISE EXCEPTION 'reject-reason-not-possible' USING ERRCODE = 'ZH001'; END IF;
  INSERT INTO commission_decisions (organization_id, entry_id, decided_by_id, decision, reason, note, decided_at) VALUES (p_org, p_entry, p_me, 'reject', p_reason, p_note, clock());
  INSERT INTO commission_entry_outcomes (organization_id, entry_id, from_state, to_state, at) VALUES (p_org, p_entry, 'proposed', 'rejected', clock());
  IF e.kind <> 'award' THEN RETURN 'rejected'; END IF;
  FOR other IN SELECT x.id FROM commission_entries x WHERE x.organization_id = p_org AND x.commission_id = e.commission_id AND x.kind = 'reversal' AND entry_state(p_org, x.id) = 'proposed' LOOP
    INSERT INTO commission_decisions (organization_id, entry_id, decided_by_id, decision, reason, decided_at) VALUES (p_org, other, p_me, 'reject', 'award-rejected', clock())
    ON CONFLICT DO NOTHING;
    INSERT INTO commission_entry_outcomes (organization_id, entry_id, from_state, to_state, at) VALUES (p_org, other, 'proposed', 'rejected', clock());
  END LOOP;
  IF p_reason = 'amount-changed' THEN
    trace := commission_trace(p_org, c.policy_id, order_net(p_org, order_of));
    -- Less what other entries still stand for, so that nothing is awarded twice.
    owed := (trace ->> 'amountMinor')::bigint - (SELECT coalesce(sum(x.amount_minor), 0) FROM commission_entries x
      WHERE x.organization_id = p_org AND x.commission_id = c.id AND entry_state(p_org, x.id) <> 'rejected');
    IF owed > 0 THEN
      INSERT INTO commission_entries (id, organization_id, commission_id, kind, amount_minor, currency, occurred_at, proposed_at, approvals_required, trace)
      VALUES (gen_random_uuid(), p_org, c.id, 'award', owed, c.currency, c.kept_at, clock(), 1, trace);
    END IF;
  END IF;
  RETURN 'rejected';
END $$;

CREATE FUNCTION commission_reject(p_token text, p_entries uuid[], p_reason text, p_note text) RETURNS TABLE (entry_id uuid, outcome text, rule text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := require_role(p_token, ARRAY['finance']); one uuid;
BEGIN
  FOR one IN SELECT x.id FROM (SELECT DISTINCT unnest(p_entries) AS id) x LEFT JOIN commission_entries e ON e.organization_id = current_org() AND e.id = x.id
    ORDER BY e.commission_id, x.id LOOP
    entry_id := one; rule := NULL;
    BEGIN
      outcome := commission_reject_one(current_org(), me, one, p_reason, p_note);
    EXCEPTION
      WHEN SQLSTATE 'ZH001' THEN outcome := 'refused'; rule := SQLERRM;
      WHEN SQLSTATE 'ZH004' THEN outcome := 'refused'; rule := 'entry-unknown';
    END;
    RETURN NEXT;
  END LOOP;
END $$;

CREATE FUNCTION commission_hold(p_token text, p_commission uuid, p_reason text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := require_role(p_token, ARRAY['finance']); hold uuid;
BEGIN
  PERFORM 1 FROM commissions WHERE organization_id = current_org() AND id = p_commission FOR NO KEY UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'commission' USING ERRCODE = 'ZH004'; END IF;
  SELECT id INTO hold FROM commission_holds WHERE organization_id = current_org() AND commission_id = p_commission AND closed_at IS NULL;
  IF hold IS NOT NULL THEN RETURN hold; END IF;
  INSERT INTO commission_holds (id, organization_id, commission_id, reason, opened_by_id, opened_at)
  VALUES (gen_random_uuid(), current_org(), p_commission, p_reason, me, clock()) RETURNING id INTO hold;
  RETURN hold;
END $$;

CREATE FUNCTION commission_unhold(p_token text, p_commission uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := require_role(p_token, ARRAY['finance']);
BEGIN
  PERFORM 1 FROM commissions WHERE organization_id = current_org() AND id = p_commission FOR NO KEY UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'commission' USING ERRCODE = 'ZH004'; END IF;
  UPDATE commission_holds SET closed_by_id = me, closed_at = clock() WHERE organization_id = current_org() AND commission_id = p_commission AND closed_at IS NULL;
END $$;
CREATE FUNCTION hold_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL) THEN RAISE EXCEPTION 'transition-refused' USING ERRCODE = 'ZH001', DETAIL = 'commission_holds'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_guard BEFORE UPDATE ON commission_holds FOR EACH ROW EXECUTE FUNCTION hold_guard();

-- ── Refunds ──

-- Every refund on the order of a kept referral ends its transaction with exactly one outcome, whoever recorded it.
CREATE FUNCTION refund_effect() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE org uuid := NEW.organization_id; r referrals; c commissions; o orders; before_minor bigint; after_minor bigint; standing bigint; taken bigint; entry uuid; result text;
BEGIN
  SELECT * INTO o FROM orders WHERE organization_id = org AND id = NEW.order_id;
  IF o.currency <> NEW.currency THEN RAISE EXCEPTION 'refund-currency-differs' USING ERRCODE = 'ZH001'; END IF;
  -- Locked in any state first: a keep that is under way is waited for and then seen.
  SELECT * INTO r FROM referrals WHERE organization_id = org AND order_id = NEW.order_id AND state <> 'void' FOR NO KEY UPDATE;
  IF r.state IS DISTINCT FROM 'kept' OR EXISTS (SELECT 1 FROM refund_outcomes WHERE organization_id = org AND refund_id = NEW.id)
    OR NOT EXISTS (SELECT 1 FROM refunds WHERE organization_id = org AND id = NEW.id) THEN RETURN NULL; END IF;
  SELECT * INTO c FROM commissions WHERE organization_id = org AND referral_id = r.id FOR NO KEY UPDATE;
  IF c.id IS NULL THEN
    result := 'no-commission';
  ELSE
    SELECT coalesce(sum(e.amount_minor), 0) INTO standing FROM commission_entries e
    WHERE e.organization_id = org AND e.commission_id = c.id AND entry_state(org, e.id) <> 'rejected';
    -- What earlier refunds left, and what this one leaves, by the version that the commission was reckoned with.
    before_minor := o.amount_minor - coalesce((SELECT sum(f.amount_minor) FROM refunds f JOIN refund_outcomes x ON x.organization_id = org AND x.refund_id = f.id
      WHERE f.organization_id = org AND f.order_id = o.id), 0);
    after_minor := before_minor - NEW.amount_minor;
    taken := least(commission_amount(org, c.policy_id, before_minor) - commission_amount(org, c.policy_id, after_minor), standing);
    result := CASE WHEN taken > 0 THEN 'reversal' WHEN standing <= 0 AND commission_amount(org, c.policy_id, before_minor) > 0 THEN 'award-rejected' ELSE 'amount-unchanged' END;
  END IF;
  IF result = 'reversal' THEN
    entry := gen_random_uuid();
    INSERT INTO commission_entries (id, organization_id, commission_id, kind, amount_minor, currency, occurred_at, proposed_at, approvals_required, refund_id, trace)
    VALUES (entry, org, c.id, 'reversal', -taken, c.currency, NEW.occurred_at, clock(), 1, NEW.id,
      jsonb_build_object('before', commission_trace(org, c.policy_id, before_minor), 'after', commission_trace(org, c.policy_id, after_minor), 'standingMinor', standing::text));
  END IF;
  INSERT INTO refund_outcomes (organization_id, refund_id, outcome, entry_id, at) VALUES (org, NEW.id, result, entry, clock());
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER refund_effect AFTER INSERT ON refunds DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refund_effect();
CREATE FUNCTION refund_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM refund_outcomes WHERE organization_id = OLD.organization_id AND refund_id = OLD.id) THEN
    RAISE EXCEPTION 'refund-has-effect' USING ERRCODE = 'ZH001';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER refund_guard BEFORE UPDATE OR DELETE ON refunds FOR EACH ROW EXECUTE FUNCTION refund_guard();

-- ═══ Payees ═══

-- A one-time form for a thanked customer. A newer one ends the older.
CREATE FUNCTION payee_request(p_token text, p_id uuid, p_entry uuid, p_hash bytea) RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := require_role(p_token, ARRAY['finance']); org uuid := current_org(); e commission_entries; c commissions; ends timestamptz := clock() + interval '30 days';
BEGIN
  SELECT * INTO e FROM commission_entries WHERE organization_id = org AND id = p_entry;
  IF e.id IS NULL THEN RAISE EXCEPTION 'commission-entry' USING ERRCODE = 'ZH004'; END IF;
  IF e.amount_minor <= 0 OR entry_state(org, p_entry) <> 'approved' THEN RAISE EXCEPTION 'thanks-not-approved' USING ERRCODE = 'ZH001'; END IF;
  SELECT * INTO c FROM commissions WHERE organization_id = org AND id = e.commission_id;
  -- Two of finance who ask the same customer at once take turns.
  PERFORM 1 FROM customers WHERE organization_id = org AND id = c.referrer_id FOR NO KEY UPDATE;
  UPDATE payee_requests SET revoked_at = clock() WHERE organization_id = org AND customer_id = c.referrer_id AND used_at IS NULL AND revoked_at IS NULL AND refusal IS NULL;
  INSERT INTO payee_requests (id, organization_id, customer_id, entry_id, token_hash, created_by_id, created_at, expires_at)
  VALUES (p_id, org, c.referrer_id, p_entry, p_hash, me, clock(), ends);
  RETURN ends;
END $$;

-- What a one-time form shows: who thanks, and the amount that was approved. Unknown, used, ended and expired look alike.
-- It takes the token itself and not its hash: whoever can read the table cannot answer in a customer's name.
CREATE FUNCTION payee_form(p_secret text) RETURNS TABLE (organization_id uuid, organization_name text, request_id uuid, customer_id uuid, entry_id uuid,
  amount_minor bigint, currency text, default_locale text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.id, o.name, q.id, q.customer_id, e.id, e.amount_minor, e.currency::text, o.default_locale
  FROM payee_requests q JOIN organizations o ON o.id = q.organization_id JOIN commission_entries e ON e.organization_id = q.organization_id AND e.id = q.entry_id
  WHERE q.token_hash = sha256(convert_to(p_secret, 'UTF8')) AND q.used_at IS NULL AND q.revoked_at IS NULL AND q.refusal IS NULL AND q.expires_at > clock()
$$;

-- The answer to a one-time form, once. A declared conflict of interest closes the form and keeps no personal data.
CREATE FUNCTION payee_submit(p_secret text, p_id uuid, p jsonb, p_name bytea, p_account bytea, p_id_number bytea, p_account_hash bytea, p_consent bytea, p_refusal text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE q payee_requests;
BEGIN
  SELECT * INTO q FROM payee_requests WHERE token_hash = sha256(convert_to(p_secret, 'UTF8')) AND organization_id = current_org() FOR NO KEY UPDATE;
  IF q.id IS NULL OR q.used_at IS NOT NULL OR q.revoked_at IS NOT NULL OR q.refusal IS NOT NULL OR q.expires_at <= clock() THEN
    RAISE EXCEPTION 'payee-form' USING ERRCODE = 'ZH004';
  END IF;
  IF p_refusal IS NOT NULL THEN
    UPDATE payee_requests SET refusal = p_refusal WHERE organization_id = q.organization_id AND id = q.id;
    RETURN 'refused';
  END IF;
  INSERT INTO payees (id, organization_id, customer_id, request_id, bank_name, name_cipher, account_cipher, id_number_cipher, account_last4, account_hash, consent_hash, recorded_at)
  VALUES (p_id, q.organization_id, q.customer_id, q.id, p ->> 'bankName', p_name, p_account, p_id_number, p ->> 'accountLast4', p_account_hash, p_consent, clock());
  UPDATE payee_requests SET used_at = clock() WHERE organization_id = q.organization_id AND id = q.id;
  RETURN 'recorded';
END $$;

CREATE FUNCTION payee_request_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF num_nonnulls(OLD.used_at, OLD.revoked_at, OLD.refusal) > 0 OR num_nonnulls(NEW.used_at, NEW.revoked_at, NEW.refusal) <> 1 THEN
    RAISE EXCEPTION 'transition-refused' USING ERRCODE = 'ZH001', DETAIL = 'payee_requests';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_guard BEFORE UPDATE ON payee_requests FOR EACH ROW EXECUTE FUNCTION payee_request_guard();

-- A payee's data in full, for a person who may see them; the audit log keeps who looked.
CREATE FUNCTION payee_reveal(p_token text, p_id uuid) RETURNS TABLE (name_cipher bytea, account_cipher bytea, id_number_cipher bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM require_role(p_token, ARRAY['owner', 'finance']);
  IF NOT EXISTS (SELECT 1 FROM payees WHERE organization_id = current_org() AND id = p_id) THEN RAISE EXCEPTION 'payee' USING ERRCODE = 'ZH004'; END IF;
  PERFORM audit_access('payees', 'REVEAL', jsonb_build_object('id', p_id));
  RETURN QUERY SELECT y.name_cipher, y.account_cipher, y.id_number_cipher FROM payees y WHERE y.organization_id = current_org() AND y.id = p_id;
END $$;

-- Where a customer's thank-you may go now: their newest data, unless they have since declared what forbids it.
CREATE FUNCTION payee_of(p_org uuid, p_customer uuid) RETURNS uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT y.id FROM payees y WHERE y.organization_id = p_org AND y.customer_id = p_customer
    AND NOT EXISTS (SELECT 1 FROM payees newer WHERE newer.organization_id = p_org AND newer.customer_id = p_customer AND (newer.recorded_at, newer.id) > (y.recorded_at, y.id))
    AND NOT EXISTS (SELECT 1 FROM payee_requests q WHERE q.organization_id = p_org AND q.customer_id = p_customer AND q.refusal IS NOT NULL AND q.created_at > y.recorded_at)
$$;

-- ═══ Payouts ═══

-- Approved entries that no live line carries and nothing stops.
CREATE VIEW payable_entries WITH (security_invoker = true) AS
  SELECT e.organization_id, e.id AS entry_id, e.commission_id, c.referrer_id, e.amount_minor, e.currency
  FROM commission_entries e
  JOIN commission_entry_outcomes s ON s.organization_id = e.organization_id AND s.entry_id = e.id AND s.to_state = 'approved'
  JOIN commissions c ON c.organization_id = e.organization_id AND c.id = e.commission_id
  WHERE NOT EXISTS (SELECT 1 FROM payout_line_entries l WHERE l.organization_id = e.organization_id AND l.entry_id = e.id AND l.freed_at IS NULL);

CREATE VIEW payout_line_totals WITH (security_invoker = true) AS
  SELECT l.organization_id, l.batch_id, l.id AS line_id, l.line_no, l.payee_id, l.currency, coalesce(sum(e.amount_minor), 0)::bigint AS amount_minor, count(e.id)::integer AS entry_count
  FROM payout_lines l
  LEFT JOIN payout_line_entries x ON x.organization_id = l.organization_id AND x.line_id = l.id
  LEFT JOIN commission_entries e ON e.organization_id = x.organization_id AND e.id = x.entry_id
  GROUP BY l.organization_id, l.batch_id, l.id, l.line_no, l.payee_id, l.currency;

-- What an entry came to, derived: nothing here is stored.
CREATE VIEW commission_entry_status WITH (security_invoker = true) AS
  SELECT e.organization_id, e.id AS entry_id, CASE
    WHEN s.to_state = 'rejected' THEN 'rejected'
    WHEN s.to_state IS NULL THEN CASE WHEN EXISTS (SELECT 1 FROM commission_decisions d WHERE d.organization_id = e.organization_id AND d.entry_id = e.id) THEN 'waiting' ELSE 'proposed' END
    WHEN l.line_id IS NULL THEN 'approved'
    WHEN a.state = 'settled' THEN 'settled'
    WHEN a.id IS NOT NULL THEN 'sent'
    ELSE 'in-batch' END AS status
  FROM commission_entries e
  LEFT JOIN commission_entry_outcomes s ON s.organization_id = e.organization_id AND s.entry_id = e.id
  LEFT JOIN payout_line_entries l ON l.organization_id = e.organization_id AND l.entry_id = e.id AND l.freed_at IS NULL
  LEFT JOIN payout_attempts a ON a.organization_id = l.organization_id AND a.line_id = l.line_id AND a.state IN ('claimed', 'sent', 'awaiting', 'unknown', 'settled');

CREATE VIEW ledger_balances WITH (security_invoker = true) AS
  SELECT a.organization_id, a.id AS account_id, a.code, a.currency,
    coalesce((SELECT sum(amount_minor) FROM ledger_entries l WHERE l.organization_id = a.organization_id AND l.debit_account_id = a.id), 0)::bigint AS debit_minor,
    coalesce((SELECT sum(amount_minor) FROM ledger_entries l WHERE l.organization_id = a.organization_id AND l.credit_account_id = a.id), 0)::bigint AS credit_minor
  FROM ledger_accounts a;

-- Lines and what they carry are written while the batch is a draft, by approved entries of the payee alone.
CREATE FUNCTION line_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE b payout_batches; l payout_lines; line uuid; stop text;
BEGIN
  IF TG_TABLE_NAME = 'payout_lines' THEN
    SELECT * INTO b FROM payout_batches WHERE organization_id = NEW.organization_id AND id = (to_jsonb(NEW) ->> 'batch_id')::uuid FOR NO KEY UPDATE;
    IF b.state <> 'draft' THEN RAISE EXCEPTION 'batch-not-draft' USING ERRCODE = 'ZH001'; END IF;
    RETURN NEW;
  END IF;
  line := (to_jsonb(NEW) ->> 'line_id')::uuid;
  SELECT * INTO l FROM payout_lines WHERE organization_id = NEW.organization_id AND id = line;
  SELECT * INTO b FROM payout_batches WHERE organization_id = NEW.organization_id AND id = l.batch_id FOR NO KEY UPDATE;
  PERFORM 1 FROM payout_lines WHERE organization_id = NEW.organization_id AND id = line FOR NO KEY UPDATE;
  IF TG_OP = 'UPDATE' THEN
    -- Freed once: by a cancelled batch, or where the last attempt ended without money leaving.
    IF OLD.freed_at IS NOT NULL OR NEW.freed_at IS NULL THEN RAISE EXCEPTION 'transition-refused' USING ERRCODE = 'ZH001', DETAIL = 'payout_line_entries'; END IF;
    IF b.state <> 'cancelled' AND (NOT EXISTS (SELECT 1 FROM payout_attempts a WHERE a.organization_id = l.organization_id AND a.line_id = l.id)
        OR EXISTS (SELECT 1 FROM payout_attempts a WHERE a.organization_id = l.organization_id AND a.line_id = l.id AND a.state NOT IN ('returned', 'refused', 'expired'))) THEN
      RAISE EXCEPTION 'line-still-live' USING ERRCODE = 'ZH001';
    END IF;
    NEW.freed_at := clock();
    RETURN NEW;
  END IF;
  IF b.state <> 'draft' THEN RAISE EXCEPTION 'batch-not-draft' USING ERRCODE = 'ZH001'; END IF;
  IF NOT EXISTS (SELECT 1 FROM commission_entries e JOIN commissions c ON c.organization_id = e.organization_id AND c.id = e.commission_id
      JOIN payees y ON y.organization_id = e.organization_id AND y.id = l.payee_id AND y.customer_id = c.referrer_id
      WHERE e.organization_id = NEW.organization_id AND e.id = (to_jsonb(NEW) ->> 'entry_id')::uuid AND entry_state(e.organization_id, e.id) = 'approved') THEN
    RAISE EXCEPTION 'entry-not-payable' USING ERRCODE = 'ZH001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_guard BEFORE INSERT ON payout_lines FOR EACH ROW EXECUTE FUNCTION line_guard();
CREATE TRIGGER c_guard BEFORE INSERT OR UPDATE ON payout_line_entries FOR EACH ROW EXECUTE FUNCTION line_guard();

-- Count, sum and digest of what a batch pays, to whom and for what.
CREATE FUNCTION batch_control(p_org uuid, p_batch uuid, OUT count integer, OUT sum_minor bigint, OUT sha256 bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*)::integer, coalesce(sum(t.amount_minor), 0)::bigint, sha256(convert_to(coalesce(string_agg(
    concat_ws('|', t.line_no, t.line_id, t.payee_id, encode(y.account_hash, 'hex'), t.amount_minor, t.currency,
      (SELECT string_agg(x.entry_id::text, ',' ORDER BY x.entry_id) FROM payout_line_entries x WHERE x.organization_id = p_org AND x.line_id = t.line_id)),
    chr(10) ORDER BY t.line_no), ''), 'UTF8'))
  FROM payout_line_totals t JOIN payees y ON y.organization_id = p_org AND y.id = t.payee_id WHERE t.organization_id = p_org AND t.batch_id = p_batch
$$;

-- Why a batch cannot go forward; null when it can.
CREATE FUNCTION batch_stop(p_org uuid, p_batch uuid) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(
    (SELECT min(commission_stop(p_org, e.commission_id, NULL)) FROM payout_lines l JOIN payout_line_entries x ON x.organization_id = p_org AND x.line_id = l.id
      JOIN commission_entries e ON e.organization_id = p_org AND e.id = x.entry_id WHERE l.organization_id = p_org AND l.batch_id = p_batch),
    -- A correction that was approved after the draft, and that the batch therefore leaves out.
    (SELECT 'reversed-since-drafted' FROM payout_lines l JOIN payout_line_entries x ON x.organization_id = p_org AND x.line_id = l.id
      JOIN commission_entries e ON e.organization_id = p_org AND e.id = x.entry_id
      JOIN payable_entries n ON n.organization_id = p_org AND n.commission_id = e.commission_id AND n.amount_minor < 0
      WHERE l.organization_id = p_org AND l.batch_id = p_batch LIMIT 1),
    (SELECT 'payee-changed' FROM payout_lines l JOIN payees y ON y.organization_id = p_org AND y.id = l.payee_id
      WHERE l.organization_id = p_org AND l.batch_id = p_batch AND payee_of(p_org, y.customer_id) IS DISTINCT FROM y.id LIMIT 1),
    (SELECT 'line-not-positive' FROM payout_line_totals t WHERE t.organization_id = p_org AND t.batch_id = p_batch AND t.amount_minor <= 0 LIMIT 1))
$$;

-- Why a member may not freeze, or not release, a batch; null when they may.
CREATE FUNCTION batch_refusal(p_org uuid, p_batch uuid, p_member uuid, p_act text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH entries AS (
    SELECT x.entry_id, c.referral_id, y.account_hash FROM payout_lines l JOIN payout_line_entries x ON x.organization_id = p_org AND x.line_id = l.id
    JOIN commission_entries e ON e.organization_id = p_org AND e.id = x.entry_id JOIN commissions c ON c.organization_id = p_org AND c.id = e.commission_id
    JOIN payees y ON y.organization_id = p_org AND y.id = l.payee_id
    WHERE l.organization_id = p_org AND l.batch_id = p_batch)
  SELECT CASE
    WHEN NOT member_has_role(p_org, p_member, CASE p_act WHEN 'freeze' THEN ARRAY['finance'] ELSE ARRAY['finance', 'owner'] END) THEN 'role-not-allowed'
    WHEN p_act = 'release' AND EXISTS (SELECT 1 FROM payout_batches b WHERE b.organization_id = p_org AND b.id = p_batch AND b.frozen_by_id = p_member) THEN 'release-by-freezer'
    WHEN p_act = 'release' AND EXISTS (SELECT 1 FROM entries n JOIN commission_decisions d ON d.organization_id = p_org AND d.entry_id = n.entry_id
      WHERE d.decided_by_id = p_member AND d.decision = 'approve') THEN 'release-by-approver'
    WHEN EXISTS (SELECT 1 FROM entries n WHERE member_is_party(p_org, p_member, n.referral_id)) THEN 'payout-own-thanks'
    WHEN EXISTS (SELECT 1 FROM entries n JOIN payees mine ON mine.organization_id = p_org AND mine.account_hash = n.account_hash
      JOIN memberships m ON m.organization_id = p_org AND m.id = p_member AND customer_root(p_org, m.linked_customer_id) = customer_root(p_org, mine.customer_id)) THEN 'payout-own-thanks' END
$$;

-- Every commission of a batch is locked, so that no hold and no reversal slips in beside an arrow.
CREATE FUNCTION lock_batch_commissions(p_org uuid, p_batch uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM commissions c WHERE c.organization_id = p_org AND c.id IN (
    SELECT e.commission_id FROM payout_lines l JOIN payout_line_entries x ON x.organization_id = l.organization_id AND x.line_id = l.id
    JOIN commission_entries e ON e.organization_id = x.organization_id AND e.id = x.entry_id WHERE l.organization_id = p_org AND l.batch_id = p_batch)
  ORDER BY c.id FOR NO KEY UPDATE;
END $$;

CREATE FUNCTION batch_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE control record; stop text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF num_nonnulls(NEW.frozen_by_id, NEW.released_by_id, NEW.cancelled_by_id, NEW.control_count, NEW.reconciled_at) > 0 THEN
      RAISE EXCEPTION 'transition-refused' USING ERRCODE = 'ZH001', DETAIL = 'payout_batches';
    END IF;
    NEW.drafted_at := clock();
    RETURN NEW;
  END IF;
  -- Each arrow writes its own columns and nothing else's.
  IF ((NEW.frozen_by_id, NEW.frozen_at, NEW.control_count, NEW.control_sum_minor, NEW.control_sha256)
        IS DISTINCT FROM (OLD.frozen_by_id, OLD.frozen_at, OLD.control_count, OLD.control_sum_minor, OLD.control_sha256) AND NEW.state <> 'frozen')
    OR ((NEW.released_by_id, NEW.released_at) IS DISTINCT FROM (OLD.released_by_id, OLD.released_at) AND NEW.state <> 'released')
    OR ((NEW.cancelled_by_id, NEW.cancelled_at) IS DISTINCT FROM (OLD.cancelled_by_id, OLD.cancelled_at) AND NEW.state <> 'cancelled') THEN
    RAISE EXCEPTION 'append-only' USING ERRCODE = 'ZH001', DETAIL = 'UPDATE on payout_batches';
  END IF;
  IF NEW.state IN ('frozen', 'released', 'sending') THEN
    PERFORM lock_batch_commissions(NEW.organization_id, NEW.id);
    stop := CASE WHEN NEW.state = 'frozen' THEN coalesce(batch_refusal(NEW.organization_id, NEW.id, NEW.frozen_by_id, 'freeze'), batch_stop(NEW.organization_id, NEW.id))
      WHEN NEW.state = 'released' THEN coalesce(batch_refusal(NEW.organization_id, NEW.id, NEW.released_by_id, 'release'), batch_stop(NEW.organization_id, NEW.id))
      ELSE commission_stop_of_batch(NEW.organization_id, NEW.id) END;
    IF stop = 'role-not-allowed' THEN RAISE EXCEPTION 'role-not-allowed' USING ERRCODE = 'ZH003'; END IF;
    IF stop IS NOT NULL THEN RAISE EXCEPTION '%', stop USING ERRCODE = 'ZH001'; END IF;
    control := batch_control(NEW.organization_id, NEW.id);
    IF NEW.state = 'frozen' THEN
      IF control.count = 0 THEN RAISE EXCEPTION 'nothing-to-pay' USING ERRCODE = 'ZH001'; END IF;
      NEW.control_count := control.count; NEW.control_sum_minor := control.sum_minor; NEW.control_sha256 := control.sha256; NEW.frozen_at := clock();
    ELSIF (NEW.control_count, NEW.control_sum_minor, NEW.control_sha256) IS DISTINCT FROM (control.count, control.sum_minor, control.sha256) THEN
      RAISE EXCEPTION 'control-total-differs' USING ERRCODE = 'ZH001';
    END IF;
    IF NEW.state = 'released' THEN NEW.released_at := clock(); END IF;
  END IF;
  IF NEW.state = 'cancelled' THEN NEW.cancelled_at := clock(); END IF;
  IF NEW.state = 'reconciled' THEN
    IF EXISTS (SELECT 1 FROM payout_lines l WHERE l.organization_id = NEW.organization_id AND l.batch_id = NEW.id AND NOT EXISTS (
        SELECT 1 FROM payout_attempts a WHERE a.organization_id = l.organization_id AND a.line_id = l.id AND a.state IN ('settled', 'returned', 'refused', 'expired'))) THEN
      RAISE EXCEPTION 'batch-not-reconciled' USING ERRCODE = 'ZH001';
    END IF;
    NEW.reconciled_at := clock();
  END IF;
  RETURN NEW;
END $$;
-- After the release a hold or a new reversal still stops the file.
CREATE FUNCTION commission_stop_of_batch(p_org uuid, p_batch uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT min(commission_stop(p_org, e.commission_id, NULL)) FROM payout_lines l JOIN payout_line_entries x ON x.organization_id = p_org AND x.line_id = l.id
  JOIN commission_entries e ON e.organization_id = p_org AND e.id = x.entry_id WHERE l.organization_id = p_org AND l.batch_id = p_batch
$$;
CREATE TRIGGER c_guard BEFORE INSERT OR UPDATE ON payout_batches FOR EACH ROW EXECUTE FUNCTION batch_guard();

CREATE FUNCTION batch_effect() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = 'cancelled' THEN
    UPDATE payout_line_entries x SET freed_at = clock() FROM payout_lines l
    WHERE l.organization_id = NEW.organization_id AND l.batch_id = NEW.id AND x.organization_id = l.organization_id AND x.line_id = l.id AND x.freed_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER d_effect AFTER UPDATE ON payout_batches FOR EACH ROW EXECUTE FUNCTION batch_effect();

-- An attempt pays a released line its own sum, once at a time, and never a line whose entries went elsewhere.
CREATE FUNCTION attempt_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE owed bigint; batch_state text; l payout_lines; stop text;
BEGIN
  SELECT * INTO l FROM payout_lines WHERE organization_id = NEW.organization_id AND id = NEW.line_id FOR NO KEY UPDATE;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.state <> 'sent' THEN NEW.ended_at := clock(); RETURN NEW; END IF;
    -- Sent is an arrow too: what was held or refunded since the claim is given to no bank.
    PERFORM 1 FROM commissions c WHERE c.organization_id = l.organization_id AND c.id IN (SELECT e.commission_id FROM payout_line_entries x
      JOIN commission_entries e ON e.organization_id = x.organization_id AND e.id = x.entry_id WHERE x.organization_id = l.organization_id AND x.line_id = l.id)
    ORDER BY c.id FOR NO KEY UPDATE;
    SELECT min(commission_stop(e.organization_id, e.commission_id, NULL)) INTO stop FROM payout_line_entries x
    JOIN commission_entries e ON e.organization_id = x.organization_id AND e.id = x.entry_id WHERE x.organization_id = l.organization_id AND x.line_id = l.id;
    IF stop IS NOT NULL THEN RAISE EXCEPTION '%', stop USING ERRCODE = 'ZH001'; END IF;
    NEW.sent_at := clock();
    RETURN NEW;
  END IF;
  NEW.claimed_at := clock();
  SELECT state INTO batch_state FROM payout_batches WHERE organization_id = l.organization_id AND id = l.batch_id;
  IF batch_state IS DISTINCT FROM 'sending' THEN RAISE EXCEPTION 'batch-not-released' USING ERRCODE = 'ZH001'; END IF;
  IF EXISTS (SELECT 1 FROM payout_line_entries x WHERE x.organization_id = l.organization_id AND x.line_id = l.id AND x.freed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'line-freed' USING ERRCODE = 'ZH001';
  END IF;
  SELECT amount_minor INTO owed FROM payout_line_totals WHERE organization_id = l.organization_id AND line_id = l.id;
  IF owed <> NEW.amount_minor THEN RAISE EXCEPTION 'attempt-amount-differs' USING ERRCODE = 'ZH001'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER c_guard BEFORE INSERT OR UPDATE ON payout_attempts FOR EACH ROW EXECUTE FUNCTION attempt_guard();

-- What arrived is booked; what came back is booked back, and its entries are owed again.
CREATE FUNCTION attempt_effect() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE payable uuid; cash uuid;
BEGIN
  IF NEW.state = 'settled' OR (NEW.state = 'returned' AND OLD.state = 'settled') THEN
    payable := ledger_account(NEW.organization_id, 'thanks-payable', NEW.currency);
    cash := ledger_account(NEW.organization_id, 'cash', NEW.currency);
    INSERT INTO ledger_entries (id, organization_id, debit_account_id, credit_account_id, amount_minor, currency, kind, attempt_id, occurred_at, recorded_at, recorded_by_id)
    VALUES (gen_random_uuid(), NEW.organization_id, CASE NEW.state WHEN 'settled' THEN payable ELSE cash END, CASE NEW.state WHEN 'settled' THEN cash ELSE payable END,
      NEW.amount_minor, NEW.currency, CASE NEW.state WHEN 'settled' THEN 'settle' ELSE 'return' END, NEW.id, NEW.ended_at, clock(), NEW.ended_by_id);
  END IF;
  IF NEW.state IN ('returned', 'refused', 'expired') THEN
    UPDATE payout_line_entries SET freed_at = clock() WHERE organization_id = NEW.organization_id AND line_id = NEW.line_id AND freed_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER d_effect AFTER UPDATE ON payout_attempts FOR EACH ROW EXECUTE FUNCTION attempt_effect();

-- ── What finance does ──

CREATE FUNCTION lock_payouts(p_org uuid) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('payouts:' || p_org::text, 0))
$$;

-- Gathers what is owed to each payee who gave their data, corrections first: nobody is left out of their own debt. Null customers: everybody.
CREATE FUNCTION payout_draft(p_token text, p_id uuid, p_currency text, p_customers uuid[]) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := require_role(p_token, ARRAY['finance']); org uuid := current_org(); one record; no integer := 0; line uuid;
BEGIN
  PERFORM lock_payouts(org);
  SELECT count(*) INTO no FROM payout_lines l WHERE l.organization_id = org AND l.batch_id = p_id;
  IF no > 0 THEN RETURN no; END IF;
  IF NOT EXISTS (SELECT 1 FROM currencies WHERE code = p_currency) THEN RAISE EXCEPTION 'currency-unknown' USING ERRCODE = 'ZH001'; END IF;
  INSERT INTO payout_batches (id, organization_id, batch_no, currency, drafted_by_id, drafted_at)
  VALUES (p_id, org, (SELECT coalesce(max(batch_no), 0) + 1 FROM payout_batches WHERE organization_id = org), p_currency, me, clock());
  FOR one IN
    SELECT n.referrer_id, payee_of(org, n.referrer_id) AS payee_id, array_agg(n.entry_id) AS entries
    FROM payable_entries n
    WHERE n.organization_id = org AND n.currency = p_currency AND (p_customers IS NULL OR n.referrer_id = ANY (p_customers)) AND commission_stop(org, n.commission_id, NULL) IS NULL
    GROUP BY n.referrer_id HAVING sum(n.amount_minor) > 0 ORDER BY n.referrer_id
  LOOP
    CONTINUE WHEN one.payee_id IS NULL;
    no := no + 1;
    line := gen_random_uuid();
    INSERT INTO payout_lines (id, organization_id, batch_id, line_no, payee_id, currency) VALUES (line, org, p_id, no, one.payee_id, p_currency);
    INSERT INTO payout_line_entries (organization_id, line_id, entry_id, currency) SELECT org, line, x, p_currency FROM unnest(one.entries) x ORDER BY x;
  END LOOP;
  IF no = 0 THEN RAISE EXCEPTION 'nothing-to-pay' USING ERRCODE = 'ZH001'; END IF;
  RETURN no;
END $$;

CREATE FUNCTION get_batch(p_org uuid, p_id uuid) RETURNS payout_batches LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE b payout_batches;
BEGIN
  SELECT * INTO b FROM payout_batches WHERE organization_id = p_org AND id = p_id FOR NO KEY UPDATE;
  IF b.id IS NULL THEN RAISE EXCEPTION 'payout' USING ERRCODE = 'ZH004'; END IF;
  RETURN b;
END $$;

CREATE FUNCTION payout_freeze(p_token text, p_id uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := require_role(p_token, ARRAY['finance']); b payout_batches := get_batch(current_org(), p_id);
BEGIN
  IF b.state = 'frozen' AND b.frozen_by_id = me THEN RETURN; END IF;
  UPDATE payout_batches SET state = 'frozen', frozen_by_id = me WHERE organization_id = b.organization_id AND id = p_id;
END $$;

CREATE FUNCTION payout_release(p_token text, p_id uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := require_role(p_token, ARRAY['finance', 'owner']); b payout_batches := get_batch(current_org(), p_id);
BEGIN
  IF b.state = 'released' AND b.released_by_id = me THEN RETURN; END IF;
  UPDATE payout_batches SET state = 'released', released_by_id = me WHERE organization_id = b.organization_id AND id = p_id;
END $$;

CREATE FUNCTION payout_cancel(p_token text, p_id uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := require_role(p_token, ARRAY['finance', 'owner']); b payout_batches := get_batch(current_org(), p_id);
BEGIN
  IF b.state = 'cancelled' THEN RETURN; END IF;
  UPDATE payout_batches SET state = 'cancelled', cancelled_by_id = me WHERE organization_id = b.organization_id AND id = p_id;
END $$;

-- Writes the attempts of a released batch, before any file exists. A second call finds them written.
CREATE FUNCTION payout_claim(p_token text, p_id uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := require_role(p_token, ARRAY['finance']); b payout_batches := get_batch(current_org(), p_id); made integer;
BEGIN
  IF b.state IN ('sending', 'reconciled') THEN RETURN 0; END IF;
  UPDATE payout_batches SET state = 'sending' WHERE organization_id = b.organization_id AND id = p_id;
  INSERT INTO payout_attempts (id, organization_id, line_id, attempt_no, reference, amount_minor, currency, rail, claimed_by_id, claimed_at)
  SELECT gen_random_uuid(), t.organization_id, t.line_id, 1, 'B' || b.batch_no || '-' || t.line_no || '-1', t.amount_minor, t.currency, 'bank-csv', me, clock()
  FROM payout_line_totals t WHERE t.organization_id = b.organization_id AND t.batch_id = p_id ORDER BY t.line_no;
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN made;
END $$;

-- The file is about to be given: every claimed attempt counts as sent.
CREATE FUNCTION payout_mark_sent(p_token text, p_id uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE b payout_batches; made integer;
BEGIN
  PERFORM require_role(p_token, ARRAY['finance']);
  b := get_batch(current_org(), p_id);
  PERFORM lock_batch_commissions(b.organization_id, b.id);
  UPDATE payout_attempts a SET state = 'sent' FROM payout_lines l
  WHERE l.organization_id = b.organization_id AND l.batch_id = p_id AND a.organization_id = l.organization_id AND a.line_id = l.id AND a.state = 'claimed';
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN made;
END $$;

-- The rows of the bank's file, only after their attempts were sent; whoever takes the file is in the audit log.
CREATE FUNCTION payout_file(p_token text, p_id uuid) RETURNS TABLE (reference text, payee_id uuid, name_cipher bytea, account_cipher bytea, bank_name text, amount_minor bigint, currency text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE b payout_batches;
BEGIN
  PERFORM require_role(p_token, ARRAY['finance']);
  SELECT * INTO b FROM payout_batches WHERE organization_id = current_org() AND id = p_id;
  IF b.id IS NULL THEN RAISE EXCEPTION 'payout' USING ERRCODE = 'ZH004'; END IF;
  IF b.state NOT IN ('sending', 'reconciled') OR EXISTS (SELECT 1 FROM payout_lines l JOIN payout_attempts a ON a.organization_id = l.organization_id AND a.line_id = l.id
      WHERE l.organization_id = b.organization_id AND l.batch_id = p_id AND a.state = 'claimed') THEN
    RAISE EXCEPTION 'batch-not-released' USING ERRCODE = 'ZH001';
  END IF;
  PERFORM audit_access('payout_batches', 'EXPORT', jsonb_build_object('id', p_id, 'sha256', encode(b.control_sha256, 'hex')));
  RETURN QUERY SELECT a.reference, y.id, y.name_cipher, y.account_cipher, y.bank_name, a.amount_minor, a.currency::text
  FROM payout_lines l JOIN payout_attempts a ON a.organization_id = l.organization_id AND a.line_id = l.id AND a.attempt_no = 1
  JOIN payees y ON y.organization_id = l.organization_id AND y.id = l.payee_id
  WHERE l.organization_id = b.organization_id AND l.batch_id = p_id ORDER BY l.line_no;
END $$;

-- What the bank said of one line: settled, returned or refused. The batch is reconciled when it has an answer to each.
CREATE FUNCTION payout_settle(p_token text, p_line uuid, p_outcome text, p_reason text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me uuid := require_role(p_token, ARRAY['finance']); a payout_attempts; b payout_batches; l payout_lines;
BEGIN
  IF p_outcome NOT IN ('settled', 'returned', 'refused') THEN RAISE EXCEPTION 'transition-refused' USING ERRCODE = 'ZH001'; END IF;
  SELECT * INTO l FROM payout_lines WHERE organization_id = current_org() AND id = p_line;
  IF l.id IS NULL THEN RAISE EXCEPTION 'payout-line' USING ERRCODE = 'ZH004'; END IF;
  b := get_batch(l.organization_id, l.batch_id);
  SELECT * INTO a FROM payout_attempts WHERE organization_id = l.organization_id AND line_id = p_line ORDER BY attempt_no DESC LIMIT 1 FOR NO KEY UPDATE;
  IF a.id IS NULL THEN RAISE EXCEPTION 'batch-not-released' USING ERRCODE = 'ZH001'; END IF;
  IF a.state = p_outcome THEN RETURN a.state; END IF;
  UPDATE payout_attempts SET state = p_outcome, ended_by_id = me, end_reason = p_reason WHERE organization_id = a.organization_id AND id = a.id;
  IF b.state = 'sending' AND NOT EXISTS (SELECT 1 FROM payout_lines x WHERE x.organization_id = b.organization_id AND x.batch_id = b.id AND NOT EXISTS (
      SELECT 1 FROM payout_attempts y WHERE y.organization_id = x.organization_id AND y.line_id = x.id AND y.state IN ('settled', 'returned', 'refused', 'expired'))) THEN
    UPDATE payout_batches SET state = 'reconciled' WHERE organization_id = b.organization_id AND id = b.id;
  END IF;
  RETURN p_outcome;
END $$;

-- Who may still release a batch. Nobody left is a warning, not a refusal.
CREATE FUNCTION payout_releasers(p_id uuid) RETURNS TABLE (membership_id uuid, user_id uuid, name text, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.id, m.user_id, u.name, m.role FROM memberships m JOIN users u ON u.id = m.user_id
  WHERE m.organization_id = current_org() AND m.deactivated_at IS NULL AND m.role IN ('finance', 'owner')
    AND EXISTS (SELECT 1 FROM payout_batches b WHERE b.organization_id = m.organization_id AND b.id = p_id)
    AND batch_refusal(m.organization_id, p_id, m.id, 'release') IS NULL
  ORDER BY u.name, m.id
$$;

-- ═══ Settings that money depends on: an owner's live session only ═══

CREATE FUNCTION second_approval_set(p_token text, p_minor bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM require_role(p_token, ARRAY['owner']);
  UPDATE organizations SET second_approval_minor = p_minor WHERE id = current_org();
END $$;
REVOKE UPDATE (second_approval_minor) ON organizations FROM zhile_app;

-- A shorter refund window would keep referrals, and so propose, earlier.
CREATE FUNCTION refund_window_set(p_token text, p_product uuid, p_days integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM require_role(p_token, ARRAY['owner']);
  UPDATE products SET refund_window_days = p_days WHERE organization_id = current_org() AND id = p_product;
  IF NOT FOUND THEN RAISE EXCEPTION 'product' USING ERRCODE = 'ZH004'; END IF;
END $$;
REVOKE UPDATE ON products FROM zhile_app;
GRANT UPDATE (name, code) ON products TO zhile_app;

-- ═══ Audit ═══

DO $$
DECLARE t text; hidden text;
BEGIN
  FOR t, hidden IN VALUES ('referral_claims', $q$'evidence', 'content_hash'$q$), ('referrals', ''), ('referral_steps', $q$'note'$q$), ('disclosures', ''),
    ('commission_policies', ''), ('commission_policy_tiers', ''), ('commissions', $q$'snapshot', 'trace'$q$), ('commission_entries', $q$'trace'$q$),
    ('commission_entry_outcomes', ''), ('commission_decisions', $q$'note'$q$), ('commission_holds', $q$'reason'$q$), ('commission_opt_ins', ''), ('refund_outcomes', ''),
    ('ledger_accounts', ''), ('ledger_entries', ''), ('payee_requests', $q$'token_hash'$q$),
    ('payees', $q$'name_cipher', 'account_cipher', 'id_number_cipher', 'account_last4', 'account_hash', 'bank_name'$q$),
    ('payout_batches', ''), ('payout_lines', ''), ('payout_line_entries', ''), ('payout_attempts', $q$'end_reason'$q$)
  LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION audit_row(%s)', t || '_audit', t,
      concat_ws(', ', '''money''', nullif(hidden, '')));
  END LOOP;
END $$;

-- ═══ Row-level security and rights ═══

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['referral_claims', 'referrals', 'referral_steps', 'disclosures', 'commission_policies', 'commission_policy_tiers', 'commissions',
    'commission_entries', 'commission_entry_outcomes', 'commission_decisions', 'commission_holds', 'commission_opt_ins', 'refund_outcomes', 'ledger_accounts',
    'ledger_entries', 'payee_requests', 'payees', 'payout_batches', 'payout_lines', 'payout_line_entries', 'payout_attempts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY organization ON %I TO zhile_app USING (organization_id = nullif(current_setting(''app.org_id'', true), '''')::uuid)', t);
  END LOOP;
  -- Read only: every write goes through a function.
  FOREACH t IN ARRAY ARRAY['referral_states', 'referral_transitions', 'referral_evidence', 'referral_claims', 'referrals', 'referral_steps', 'disclosures', 'currencies',
    'commission_policies', 'commission_policy_tiers', 'commissions', 'commission_entry_states', 'commission_entry_transitions', 'commission_entries',
    'commission_entry_outcomes', 'commission_decisions', 'commission_holds', 'commission_opt_ins', 'refund_outcomes', 'ledger_accounts', 'ledger_entries',
    'payout_batch_states', 'payout_batch_transitions', 'payout_batches', 'payout_lines', 'payout_line_entries', 'payout_attempt_states',
    'payout_attempt_transitions', 'payout_attempts', 'payable_entries', 'payout_line_totals', 'commission_entry_status', 'ledger_balances'] LOOP
    EXECUTE format('GRANT SELECT ON %I TO zhile_app', t);
  END LOOP;
END $$;
-- No secret leaves but through its function.
GRANT SELECT (id, organization_id, customer_id, entry_id, created_by_id, created_at, expires_at, used_at, revoked_at, refusal) ON payee_requests TO zhile_app;
GRANT SELECT (id, organization_id, customer_id, request_id, bank_name, account_last4, recorded_at) ON payees TO zhile_app;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT EXECUTE ON FUNCTION customer_root(uuid, uuid), customer_records(uuid, uuid), same_person(uuid, uuid, uuid), member_is_party(uuid, uuid, uuid), order_net(uuid, uuid), keep_blocker(uuid, uuid),
  policy_in_force(uuid, char, timestamptz), commission_blocker(uuid, uuid), commission_trace(uuid, uuid, bigint), commission_amount(uuid, uuid, bigint),
  commission_stop(uuid, uuid, uuid), entry_state(uuid, uuid), batch_stop(uuid, uuid), payee_of(uuid, uuid), payout_releasers(uuid),
  approvals_required(uuid, bigint, char) TO zhile_app;
-- Facts and the two arrows of a job: no session needed.
GRANT EXECUTE ON FUNCTION referral_claim(text, jsonb, boolean), referral_advance(text, jsonb), referrals_follow_orders(uuid[]), referrals_take_back(uuid),
  referral_keep(text, uuid[]), commission_propose(text, uuid[]), disclosure_record(uuid, text, text, text, bytea, uuid),
  payee_form(text), payee_submit(text, uuid, jsonb, bytea, bytea, bytea, bytea, bytea, text) TO zhile_app;
-- Everything from proposed on: a live session.
GRANT EXECUTE ON FUNCTION referral_void(text, uuid, text), policy_draft(text, uuid, jsonb), policy_seal(text, uuid), commission_opt_in(text, uuid),
  commission_approve(text, uuid[]), commission_reject(text, uuid[], text, text), commission_hold(text, uuid, text), commission_unhold(text, uuid),
  payee_request(text, uuid, uuid, bytea), payee_reveal(text, uuid), payout_draft(text, uuid, text, uuid[]), payout_freeze(text, uuid),
  payout_release(text, uuid), payout_cancel(text, uuid), payout_claim(text, uuid), payout_mark_sent(text, uuid), payout_file(text, uuid),
  payout_settle(text, uuid, text, text), second_approval_set(text, bigint), refund_window_set(text, uuid, integer) TO zhile_app;
