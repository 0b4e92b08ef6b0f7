import { z } from 'zod'
import { IMPACT_METRIC } from '../domain/impact/impact-metric.ts'
import type { Span } from '../domain/period.ts'
import type { Reading } from './reading.ts'

const EnquiryCounts = z
  .object({
    enquiry_count: z.coerce.number(),
    visit_count: z.coerce.number(),
    deal_count: z.coerce.number(),
  })
  .transform((row) => ({
    enquiryCount: row.enquiry_count,
    visitCount: row.visit_count,
    dealCount: row.deal_count,
  }))

/** What became of the shares of one moment. */
export type EnquiryCounts = z.infer<typeof EnquiryCounts>

/**
 * Shares of a moment → enquiries → visits → deals; the shares themselves are counted by the rollups.
 *
 * An enquiry is a referral claim that names this moment as what made them tell, made at or after a share in time of the same customer's
 * exposure of the span. A visit and a deal are referrals won by such a claim that came so far and are not void. Each is counted once,
 * however many shares its referrer made. Whose claim follows whose share depends on the span, so no sum of days can say it: the
 * claims that name the moment are read, and the exposures of those who made them by the key. Shares without a claim cost nothing.
 */
export async function countEnquiries(
  db: Reading,
  question: { span: Span; momentNo: number; locationNo: number | null },
): Promise<EnquiryCounts> {
  const [counts] = await db.rows(
    EnquiryCounts,
    `WITH claim AS MATERIALIZED (
       SELECT id, referrer_id, occurred_at FROM referral_claims
       WHERE organization_id = $1 AND moment_no = $4 AND taken_back_at IS NULL
     ), enquiries AS MATERIALIZED (
       SELECT DISTINCT c.id FROM claim c JOIN exposures e ON e.customer_id = c.referrer_id
       WHERE e.organization_id = $1 AND e.episode_day >= $2 AND e.episode_day < $3 AND e.moment_no = $4
         AND ($5::int IS NULL OR e.location_no = $5) AND e.shared_at <= c.occurred_at
         AND e.shared_at <= e.exposed_at + interval '${IMPACT_METRIC.horizonDays.share} days'
     )
     SELECT (SELECT count(*) FROM enquiries) AS enquiry_count,
       count(r.visited_at) AS visit_count, count(r.bought_at) AS deal_count
     FROM referrals r
     WHERE r.organization_id = $1 AND r.voided_at IS NULL
       AND r.winning_claim_id IN (SELECT id FROM enquiries)`,
    [
      db.organizationId,
      question.span.from,
      question.span.until,
      question.momentNo,
      question.locationNo,
    ],
  )
  return counts ?? { enquiryCount: 0, visitCount: 0, dealCount: 0 }
}
