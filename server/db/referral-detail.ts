import { z } from 'zod'
import { EVIDENCE_KINDS } from '../domain/referral/input.ts'
import { RULES } from '../domain/rule.ts'
import type { Reading } from './reading.ts'

const Step = z.object({
  fromState: z.string(),
  toState: z.string(),
  occurredAt: z.date(),
  recordedAt: z.date(),
  recordedByName: z.string().nullable(),
  evidence: z.enum(['stated', 'order', 'window', 'voided', 'implied']),
  note: z.string().nullable(),
})
export type ReferralStepRow = z.infer<typeof Step>

/** The arrows that a referral went, in the order it went them. */
export async function listReferralSteps(db: Reading, id: string): Promise<ReferralStepRow[]> {
  return db.rows(
    Step,
    `SELECT s.from_state AS "fromState", s.to_state AS "toState", s.occurred_at AS "occurredAt", s.recorded_at AS "recordedAt",
       u.name AS "recordedByName", s.evidence, s.note
     FROM referral_steps s LEFT JOIN users u ON u.id = s.recorded_by
     WHERE s.organization_id = $1 AND s.referral_id = $2::uuid ORDER BY s.recorded_at`,
    [db.organizationId, id],
  )
}

const Claim = z.object({
  id: z.string(),
  referrerId: z.string(),
  referrerName: z.string(),
  evidenceKind: z.enum(EVIDENCE_KINDS),
  strength: z.number(),
  evidence: z.string().nullable(),
  occurredAt: z.date(),
  recordedAt: z.date(),
  recordedByName: z.string().nullable(),
  experienceAt: z.date().nullable(),
  momentNo: z.number().nullable(),
  momentNameZh: z.string().nullable(),
  momentNameEn: z.string().nullable(),
  isWinner: z.boolean(),
  isTakenBack: z.boolean(),
})
export type ReferralClaimRow = z.infer<typeof Claim>

/** Every claim on the referee of a referral, the strongest first. */
export async function listRivalClaims(db: Reading, id: string): Promise<ReferralClaimRow[]> {
  return db.rows(
    Claim,
    `SELECT k.id, k.referrer_id AS "referrerId", a.name AS "referrerName", k.evidence_kind AS "evidenceKind", k.strength, k.evidence,
       k.occurred_at AS "occurredAt", k.recorded_at AS "recordedAt", u.name AS "recordedByName", k.experience_at AS "experienceAt",
       k.moment_no AS "momentNo", m.name_zh AS "momentNameZh", m.name_en AS "momentNameEn",
       k.id = r.winning_claim_id AS "isWinner", k.taken_back_at IS NOT NULL AS "isTakenBack"
     FROM referrals r JOIN referral_claims k ON k.organization_id = r.organization_id AND k.referee_id = r.referee_id
     JOIN customers a ON a.organization_id = k.organization_id AND a.id = k.referrer_id
     LEFT JOIN users u ON u.id = k.recorded_by
     LEFT JOIN moments m ON m.organization_id = k.organization_id AND m.moment_no = k.moment_no
     WHERE r.organization_id = $1 AND r.id = $2::uuid ORDER BY k.strength DESC, k.occurred_at, k.id`,
    [db.organizationId, id],
  )
}

const Bought = z.object({
  id: z.string(),
  productName: z.string(),
  occurredAt: z.date(),
  deliveredAt: z.date().nullable(),
  windowEndsAt: z.date().nullable(),
  keepBlocker: z.enum(RULES).nullable(),
})
export type ReferredOrder = z.infer<typeof Bought>

/** What a referral led to, without a price, and why it is not kept yet. */
export async function findReferredOrder(
  db: Reading,
  id: string,
): Promise<ReferredOrder | undefined> {
  const [row] = await db.rows(
    Bought,
    `SELECT o.id, p.name AS "productName", o.occurred_at AS "occurredAt", o.delivered_at AS "deliveredAt",
       o.delivered_at + p.refund_window_days * interval '1 day' AS "windowEndsAt",
       CASE WHEN r.state = 'bought' THEN keep_blocker(r.organization_id, o.id) END AS "keepBlocker"
     FROM referrals r JOIN orders o ON o.organization_id = r.organization_id AND o.id = r.order_id
     JOIN products p ON p.organization_id = o.organization_id AND p.id = o.product_id
     WHERE r.organization_id = $1 AND r.id = $2::uuid`,
    [db.organizationId, id],
  )
  return row
}
