import { z } from 'zod'
import type { ReferralClaim, ReferralStep } from '../domain/referral/input.ts'
import { RULES } from '../domain/rule.ts'
import { arrayLiteral } from './array-literal.ts'
import type { FactTx } from './fact-transaction.ts'
import type { Reading } from './reading.ts'

const RuleName = z.enum(RULES).nullable()

const ClaimResult = z.object({
  itemNo: z.number(),
  outcome: z.enum(['new', 'same', 'changed', 'error']),
  rule: RuleName,
  claimId: z.string().nullable(),
  referralId: z.string().nullable(),
  competing: z.boolean(),
})
export type ClaimResult = z.infer<typeof ClaimResult>

/** Stores claims, each with its own result, in the order they were given. A dry run gives the same results and writes nothing. */
export async function claimReferrals(
  tx: FactTx,
  claims: readonly ReferralClaim[],
  options: { sessionToken?: string | null; isDry?: boolean } = {},
): Promise<ClaimResult[]> {
  const items = claims.map(({ experience, ...claim }) => ({
    ...claim,
    experienceAt: experience?.occurredAt,
    experienceId: experience?.id,
  }))
  return tx.rows(
    ClaimResult,
    `SELECT item_no AS "itemNo", outcome, rule, claim_id AS "claimId", referral_id AS "referralId", competing
     FROM referral_claim($1, $2::jsonb, $3) ORDER BY item_no`,
    [options.sessionToken ?? null, JSON.stringify(items), options.isDry ?? false],
  )
}

const StepResult = z.object({
  itemNo: z.number(),
  outcome: z.enum(['new', 'same', 'error']),
  rule: RuleName,
})
export type StepResult = z.infer<typeof StepResult>

export async function advanceReferrals(
  tx: FactTx,
  sessionToken: string | null,
  steps: readonly ReferralStep[],
): Promise<StepResult[]> {
  return tx.rows(
    StepResult,
    'SELECT item_no AS "itemNo", outcome, rule FROM referral_advance($1, $2::jsonb) ORDER BY item_no',
    [sessionToken, JSON.stringify(steps)],
  )
}

export async function voidReferral(
  tx: FactTx,
  sessionToken: string,
  referral: { id: string; reason: string },
): Promise<void> {
  await tx.execute('SELECT referral_void($1, $2::uuid, $3)', [
    sessionToken,
    referral.id,
    referral.reason,
  ])
}

const KeepResult = z.object({
  referralId: z.string(),
  outcome: z.enum(['kept', 'same', 'refused']),
  rule: RuleName,
  unproposed: RuleName,
})
export type KeepResult = z.infer<typeof KeepResult>

/** Keeps what may be kept and proposes its entries; without a session it is the job. */
export async function keepReferrals(
  tx: FactTx,
  sessionToken: string | null,
  ids: readonly string[],
): Promise<KeepResult[]> {
  return tx.rows(
    KeepResult,
    'SELECT referral_id AS "referralId", outcome, rule, unproposed FROM referral_keep($1, $2::text::uuid[])',
    [sessionToken, arrayLiteral(ids)],
  )
}

const Id = z.object({ id: z.string() })

/** Bought referrals whose refund window is over, the longest waiting first. */
export async function listDueReferrals(db: Reading, limit: number): Promise<string[]> {
  const due = await db.rows(
    Id,
    `SELECT r.id FROM referrals r
     JOIN orders o ON o.organization_id = r.organization_id AND o.id = r.order_id
     JOIN products p ON p.organization_id = o.organization_id AND p.id = o.product_id
     WHERE r.organization_id = $1 AND r.state = 'bought'
       AND o.delivered_at + p.refund_window_days * interval '24 hours' <= clock() AND order_net(r.organization_id, o.id) > 0
     ORDER BY o.delivered_at, r.id LIMIT $2`,
    [db.organizationId, limit],
  )
  return due.map((row) => row.id)
}

/** Kept referrals without a commission that may have one now: a policy was sealed or an import let in after they were kept. */
export async function listUnproposed(db: Reading, limit: number): Promise<string[]> {
  const found = await db.rows(
    Id,
    `SELECT r.id FROM referrals r
     WHERE r.organization_id = $1 AND r.state = 'kept'
       AND NOT EXISTS (SELECT 1 FROM commissions c WHERE c.organization_id = r.organization_id AND c.referral_id = r.id)
       AND commission_blocker(r.organization_id, r.id) IS NULL
     ORDER BY r.kept_at, r.id LIMIT $2`,
    [db.organizationId, limit],
  )
  return found.map((row) => row.id)
}

const Moved = z.object({ moved: z.number() })

/** Orders that have just arrived move the referrals of their buyers to bought. */
export async function followOrders(tx: FactTx, orderIds: readonly string[]): Promise<number> {
  const [row] = await tx.rows(Moved, 'SELECT referrals_follow_orders($1::text::uuid[]) AS moved', [
    arrayLiteral(orderIds),
  ])
  return row?.moved ?? 0
}

/** Takes back the claims of an import; referrals that were kept stay. */
export async function takeBackReferrals(tx: FactTx, importId: string): Promise<number> {
  const [row] = await tx.rows(Moved, 'SELECT referrals_take_back($1::uuid) AS moved', [importId])
  return row?.moved ?? 0
}
