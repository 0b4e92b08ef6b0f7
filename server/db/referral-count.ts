import { z } from 'zod'
import type { Span } from '../domain/period.ts'
import { COUNTED, countOf, sumMeasures } from './count-day.ts'
import type { Reading } from './reading.ts'

/** Of the referrals claimed in a span: how many there are, and how many came at least that far. */
export type ReferralCounts = {
  total: number
  voided: number
  confirmed: number
  visited: number
  bought: number
  kept: number
}

/** Of the referrals claimed in a span: how many came at least that far. Reads one row a day and state. */
export async function countReferrals(db: Reading, span: Span): Promise<ReferralCounts> {
  const sums = await sumMeasures(db, ['referral-cohort'], span)
  const of = (part: string) => countOf(sums, 'referral-cohort', part)
  return {
    total: of('claimed'),
    voided: of('void'),
    confirmed: of('confirmed'),
    visited: of('visited'),
    bought: of('bought'),
    kept: of('kept'),
  }
}

const Point = z.object({
  start: z.date().transform((day) => day.toISOString().slice(0, 10)),
  claimed: z.coerce.number(),
  bought: z.coerce.number(),
  kept: z.coerce.number(),
})
export type ReferralPoint = z.infer<typeof Point>

/** Referrals by when they were claimed, bought and kept, in buckets of the organization's calendar; an empty bucket is 0. */
export async function countReferralsOverTime(
  db: Reading,
  span: Span,
  bucket: 'day' | 'week' | 'month',
): Promise<ReferralPoint[]> {
  return db.rows(
    Point,
    `WITH marks AS (
       SELECT part, date_trunc($5, day::timestamp)::date AS start, sum(count) AS count FROM ${COUNTED}
       WHERE measure = 'referral-step' OR part = 'claimed'
       GROUP BY 1, 2 HAVING sum(count) <> 0),
     first AS (SELECT greatest($3::date, coalesce((SELECT min(start) FROM marks), $3::date)) AS day, coalesce((SELECT max(start) FROM marks), $3::date) AS last)
     SELECT b::date AS start, coalesce(sum(m.count) FILTER (WHERE m.part = 'claimed'), 0) AS claimed,
       coalesce(sum(m.count) FILTER (WHERE m.part = 'bought'), 0) AS bought, coalesce(sum(m.count) FILTER (WHERE m.part = 'kept'), 0) AS kept
     FROM first, generate_series(
       date_trunc($5, CASE WHEN $3::date < '1990-01-01' THEN first.day ELSE $3::date END::timestamp),
       CASE WHEN $4::date > '2190-01-01' THEN first.last ELSE $4::date - 1 END::timestamp, ('1 ' || $5)::interval) b
     LEFT JOIN marks m ON m.start = b::date
     GROUP BY b ORDER BY b`,
    [db.organizationId, ['referral-cohort', 'referral-step'], span.from, span.until, bucket],
  )
}
