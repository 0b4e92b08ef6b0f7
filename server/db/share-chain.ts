import { z } from 'zod'
import { IMPACT_METRIC } from '../domain/impact/impact-metric.ts'
import type { Span } from '../domain/period.ts'
import type { Reading } from './reading.ts'

const ShareChain = z
  .object({
    share_count: z.coerce.number(),
    enquiry_count: z.coerce.number(),
    visit_count: z.coerce.number(),
    deal_count: z.coerce.number(),
  })
  .transform((row) => ({
    shareCount: row.share_count,
    enquiryCount: row.enquiry_count,
    visitCount: row.visit_count,
    dealCount: row.deal_count,
  }))

/** What became of the shares of one moment. */
export type ShareChain = z.infer<typeof ShareChain>

/**
 * Shares of a moment → enquiries → visits → deals.
 *
 * A share is an exposure of the span with a share in time. An enquiry is a referral claim of such a customer, made after the share,
 * that names this moment as what made them tell. A visit and a deal are referrals won by such a claim that came so far and are not void.
 * Each is counted once, however many shares its referrer made.
 */
export async function readShareChain(
  db: Reading,
  question: { span: Span; momentNo: number; locationNo: number | null },
): Promise<ShareChain> {
  const [chain] = await db.rows(
    ShareChain,
    `WITH told AS (
       SELECT customer_id, count(*) AS shares, min(shared_at) AS first_at FROM exposures
       WHERE organization_id = $1 AND episode_day >= $2 AND episode_day < $3 AND moment_no = $4
         AND ($5::int IS NULL OR location_no = $5)
         AND shared_at <= exposed_at + interval '${IMPACT_METRIC.horizonDays.share} days'
       GROUP BY customer_id
     ), enquiries AS (
       SELECT c.id FROM told JOIN referral_claims c
         ON c.organization_id = $1 AND c.referrer_id = told.customer_id
       WHERE c.moment_no = $4 AND c.occurred_at >= told.first_at AND c.taken_back_at IS NULL
     )
     SELECT (SELECT coalesce(sum(shares), 0) FROM told) AS share_count,
       (SELECT count(*) FROM enquiries) AS enquiry_count,
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
  return chain ?? { shareCount: 0, enquiryCount: 0, visitCount: 0, dealCount: 0 }
}
