import { z } from 'zod'
import type { Span } from '../domain/period.ts'
import type { Reading } from './reading.ts'

const Counts = z.object({
  total: z.number(),
  voided: z.number(),
  confirmed: z.number(),
  visited: z.number(),
  bought: z.number(),
  kept: z.number(),
})
export type ReferralCounts = z.infer<typeof Counts>

/** Of the referrals claimed in a span: how many came at least that far. */
export async function countReferrals(db: Reading, span: Span): Promise<ReferralCounts> {
  const [row] = await db.rows(
    Counts,
    `SELECT count(*)::integer AS total, count(*) FILTER (WHERE r.state = 'void')::integer AS voided, count(r.confirmed_at)::integer AS confirmed,
       count(r.visited_at)::integer AS visited, count(r.bought_at)::integer AS bought, count(r.kept_at)::integer AS kept
     FROM referrals r JOIN organizations z ON z.id = r.organization_id
     WHERE r.organization_id = $1 AND r.claimed_at >= ($2::date)::timestamp AT TIME ZONE z.time_zone
       AND r.claimed_at < ($3::date)::timestamp AT TIME ZONE z.time_zone`,
    [db.organizationId, span.from, span.until],
  )
  return row ?? { total: 0, voided: 0, confirmed: 0, visited: 0, bought: 0, kept: 0 }
}

const Point = z.object({
  start: z.date().transform((day) => day.toISOString().slice(0, 10)),
  claimed: z.number(),
  bought: z.number(),
  kept: z.number(),
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
       SELECT x.mark, date_trunc($4, x.at AT TIME ZONE z.time_zone)::date AS start
       FROM referrals r JOIN organizations z ON z.id = r.organization_id
       CROSS JOIN LATERAL (VALUES ('claimed', r.claimed_at), ('bought', r.bought_at), ('kept', r.kept_at)) AS x (mark, at)
       WHERE r.organization_id = $1 AND x.at >= ($2::date)::timestamp AT TIME ZONE z.time_zone AND x.at < ($3::date)::timestamp AT TIME ZONE z.time_zone),
     first AS (SELECT greatest($2::date, coalesce((SELECT min(start) FROM marks), $2::date)) AS day, coalesce((SELECT max(start) FROM marks), $2::date) AS last)
     SELECT b::date AS start, count(*) FILTER (WHERE m.mark = 'claimed')::integer AS claimed, count(*) FILTER (WHERE m.mark = 'bought')::integer AS bought,
       count(*) FILTER (WHERE m.mark = 'kept')::integer AS kept
     FROM first, generate_series(
       date_trunc($4, CASE WHEN $2::date < '1990-01-01' THEN first.day ELSE $2::date END::timestamp),
       CASE WHEN $3::date > '2190-01-01' THEN first.last ELSE $3::date - 1 END::timestamp, ('1 ' || $4)::interval) b
     LEFT JOIN marks m ON m.start = b::date
     GROUP BY b ORDER BY b`,
    [db.organizationId, span.from, span.until, bucket],
  )
}
