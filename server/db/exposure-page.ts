import { z } from 'zod'
import { IMPACT_METRIC, type Outcome } from '../domain/impact/impact-metric.ts'
import type { Span } from '../domain/period.ts'
import type { Reading } from './reading.ts'

/** Exposures of a span of days: one moment's (or with null all), at one place (or everywhere). */
export type ExposureFilter = {
  span: Span
  momentNo: number | null
  locationNo: number | null
  outcome: Outcome
  /** Those followed by the outcome within its horizon, those followed later, or all. */
  only: 'outcome' | 'late' | 'all'
}

/** Where a page ended: the whole key of its last row. */
export type ExposureKey = {
  episodeDay: string
  customerId: string
  episodeId: string
  momentNo: number
}

const AT = { share: 'shared_at', complaint: 'complained_at' } as const

/** The same rule by which the ingest statement puts an outcome into a bucket of at most the horizon, or a later one. */
function when(outcome: Outcome, only: 'outcome' | 'late'): string {
  const horizon = `exposed_at + interval '${IMPACT_METRIC.horizonDays[outcome]} days'`
  return `${AT[outcome]} ${only === 'late' ? '>' : '<='} ${horizon}`
}

function where(filter: ExposureFilter): string {
  return `organization_id = $1 AND episode_day >= $2 AND episode_day < $3
    AND ($4::int IS NULL OR moment_no = $4) AND ($5::int IS NULL OR location_no = $5)
    ${filter.only === 'all' ? '' : `AND ${AT[filter.outcome]} IS NOT NULL AND ${when(filter.outcome, filter.only)}`}`
}

function valuesOf(db: Reading, filter: ExposureFilter): unknown[] {
  const { span, momentNo, locationNo } = filter
  return [db.organizationId, span.from, span.until, momentNo, locationNo]
}

const BehindRow = z
  .object({
    customer_id: z.string(),
    customer_name: z.string().nullable(),
    phone_last4: z.string().nullable(),
    episode_id: z.string(),
    episode_day: z.date(),
    moment_no: z.number(),
    location_no: z.number(),
    score: z.number().nullable(),
    shared_at: z.date().nullable(),
    share_channel: z.string().nullable(),
    complained_at: z.date().nullable(),
    complaint_channel: z.string().nullable(),
  })
  .transform((row) => ({
    customerId: row.customer_id,
    customerName: row.customer_name,
    phoneLast4: row.phone_last4,
    episodeId: row.episode_id,
    episodeDay: row.episode_day.toISOString().slice(0, 10),
    momentNo: row.moment_no,
    locationNo: row.location_no,
    score: row.score,
    sharedAt: row.shared_at,
    shareChannel: row.share_channel,
    complainedAt: row.complained_at,
    complaintChannel: row.complaint_channel,
  }))

/** One exposure as a list shows it: who, when, where, the last score given, and what followed. */
export type BehindRow = z.infer<typeof BehindRow>

/** A page of exposures, newest day first. An erased customer keeps the row and has no name. */
export async function listExposuresBehind(
  db: Reading,
  filter: ExposureFilter,
  page: { after: ExposureKey | null; size: number },
): Promise<BehindRow[]> {
  const { after, size } = page
  return db.rows(
    BehindRow,
    `SELECT e.*, s.score,
       CASE WHEN c.erased_at IS NULL THEN c.name END AS customer_name,
       CASE WHEN c.erased_at IS NULL THEN c.phone_last4 END AS phone_last4
     FROM (
       SELECT customer_id, episode_id, episode_day, moment_no, location_no, exposed_at,
         shared_at, share_channel, complained_at, complaint_channel
       FROM exposures
       WHERE ${where(filter)}
         ${after ? 'AND (episode_day, customer_id, episode_id, moment_no) < ($7::date, $8::uuid, $9::uuid, $10::int)' : ''}
       ORDER BY episode_day DESC, customer_id DESC, episode_id DESC, moment_no DESC
       LIMIT $6
     ) AS e
     LEFT JOIN customers c ON c.organization_id = $1 AND c.id = e.customer_id
     LEFT JOIN LATERAL (
       -- A stay is over after two months; the bound lets Postgres skip the other months' partitions.
       SELECT x.score FROM experiences x
       WHERE x.organization_id = $1 AND x.customer_id = e.customer_id AND x.episode_id = e.episode_id
         AND x.moment_no = e.moment_no AND x.score IS NOT NULL
         AND x.occurred_at >= e.exposed_at AND x.occurred_at < e.exposed_at + interval '62 days'
       ORDER BY x.occurred_at DESC, x.id DESC LIMIT 1
     ) AS s ON true
     ORDER BY e.episode_day DESC, e.customer_id DESC, e.episode_id DESC, e.moment_no DESC`,
    [
      ...valuesOf(db, filter),
      size,
      ...(after ? [after.episodeDay, after.customerId, after.episodeId, after.momentNo] : []),
    ],
  )
}
