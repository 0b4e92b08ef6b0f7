import { z } from 'zod'
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
 * An enquiry is a referral claim that names this moment as what made them tell, and belongs to its referrer's last share in time before
 * it: it counts on the day and at the place of the exposure that was shared. A visit and a deal are referrals won by such a claim that
 * came so far and are not void. Reads one row a day.
 */
export async function countEnquiries(
  db: Reading,
  question: { span: Span; momentNo: number; locationNo: number | null },
): Promise<EnquiryCounts> {
  const counted = (table: string) => `SELECT measure, count FROM ${table} WHERE organization_id = $1
    AND measure IN ('enquiry', 'enquiry-visit', 'enquiry-deal') AND part = $4 AND day >= $2 AND day < $3`
  const [counts] = await db.rows(
    EnquiryCounts,
    `SELECT coalesce(sum(count) FILTER (WHERE measure = 'enquiry'), 0) AS enquiry_count,
       coalesce(sum(count) FILTER (WHERE measure = 'enquiry-visit'), 0) AS visit_count,
       coalesce(sum(count) FILTER (WHERE measure = 'enquiry-deal'), 0) AS deal_count
     FROM (${counted('count_days')} UNION ALL ${counted('count_day_deltas')}) AS counted`,
    [
      db.organizationId,
      question.span.from,
      question.span.until,
      `${question.momentNo}:${question.locationNo ?? 'all'}`,
    ],
  )
  return counts ?? { enquiryCount: 0, visitCount: 0, dealCount: 0 }
}
