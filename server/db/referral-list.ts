import { z } from 'zod'
import type { Span } from '../domain/period.ts'
import { EVIDENCE_KINDS, REFERRAL_STATES, type ReferralState } from '../domain/referral/input.ts'
import { arrayLiteral } from './array-literal.ts'
import type { Reading } from './reading.ts'

const Time = z.date().nullable()

const Referral = z.object({
  id: z.string(),
  state: z.enum(REFERRAL_STATES),
  referrerId: z.string(),
  referrerName: z.string(),
  refereeId: z.string(),
  refereeName: z.string(),
  claimedAt: z.date(),
  recordedAt: z.date(),
  confirmedAt: Time,
  visitedAt: Time,
  boughtAt: Time,
  keptAt: Time,
  voidedAt: Time,
  voidReason: z.string().nullable(),
  evidenceKind: z.enum(EVIDENCE_KINDS),
  momentNo: z.number().nullable(),
  momentNameZh: z.string().nullable(),
  momentNameEn: z.string().nullable(),
  claimCount: z.number(),
  isHistory: z.boolean(),
  /** The claim's time to the microsecond: where this row stands in the list. */
  place: z.string(),
})
export type ListedReferral = z.infer<typeof Referral>

const SELECT = `
  SELECT r.id, r.state, r.referrer_id AS "referrerId", a.name AS "referrerName", r.referee_id AS "refereeId", b.name AS "refereeName",
    r.claimed_at AS "claimedAt", r.recorded_at AS "recordedAt", r.confirmed_at AS "confirmedAt", r.visited_at AS "visitedAt",
    r.bought_at AS "boughtAt", r.kept_at AS "keptAt", r.voided_at AS "voidedAt", r.void_reason AS "voidReason",
    k.evidence_kind AS "evidenceKind", k.moment_no AS "momentNo", m.name_zh AS "momentNameZh", m.name_en AS "momentNameEn",
    (SELECT count(*)::integer FROM referral_claims n WHERE n.organization_id = r.organization_id AND n.referee_id = r.referee_id AND n.taken_back_at IS NULL) AS "claimCount",
    r.is_history AS "isHistory", r.claimed_at::text AS place
  FROM referrals r
  JOIN customers a ON a.organization_id = r.organization_id AND a.id = r.referrer_id
  JOIN customers b ON b.organization_id = r.organization_id AND b.id = r.referee_id
  JOIN referral_claims k ON k.organization_id = r.organization_id AND k.id = r.winning_claim_id
  LEFT JOIN moments m ON m.organization_id = r.organization_id AND m.moment_no = k.moment_no`

/** Instants of the first moment of two business days, in the organization's zone. */
const SPAN_START = '($3::date)::timestamp AT TIME ZONE z.time_zone'
const SPAN_END = '($4::date)::timestamp AT TIME ZONE z.time_zone'

export type ReferralFilter = {
  states: readonly ReferralState[] | null
  span: Span | null
  customerId: string | null
  after: { at: string; id: string } | null
  size: number
}

/** Referrals, the newest claim first, from a place on. */
export async function listReferrals(db: Reading, of: ReferralFilter): Promise<ListedReferral[]> {
  return db.rows(
    Referral,
    `${SELECT} JOIN organizations z ON z.id = r.organization_id
     WHERE r.organization_id = $1
       AND ($2::text::text[] IS NULL OR r.state = ANY ($2::text::text[]))
       AND ($3::date IS NULL OR (r.claimed_at >= ${SPAN_START} AND r.claimed_at < ${SPAN_END}))
       AND ($5::uuid IS NULL OR r.referrer_id = $5 OR r.referee_id = $5)
       AND ($6::timestamptz IS NULL OR (r.claimed_at, r.id) < ($6, $7::uuid))
     ORDER BY r.claimed_at DESC, r.id DESC LIMIT $8`,
    [
      db.organizationId,
      of.states && arrayLiteral(of.states),
      of.span?.from ?? null,
      of.span?.until ?? null,
      of.customerId,
      of.after?.at ?? null,
      of.after?.id ?? null,
      of.size,
    ],
  )
}

/** One referral, or undefined. */
export async function findReferral(db: Reading, id: string): Promise<ListedReferral | undefined> {
  const [row] = await db.rows(
    Referral,
    `${SELECT} WHERE r.organization_id = $1 AND r.id = $2::uuid`,
    [db.organizationId, id],
  )
  return row
}
