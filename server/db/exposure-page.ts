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

const Exposure = z
  .object({
    customer_id: z.string(),
    episode_id: z.string(),
    episode_day: z.date(),
    moment_no: z.number(),
    location_no: z.number(),
    exposed_at: z.date(),
    shared_at: z.date().nullable(),
    share_channel: z.string().nullable(),
    complained_at: z.date().nullable(),
    complaint_channel: z.string().nullable(),
  })
  .transform((row) => ({
    customerId: row.customer_id,
    episodeId: row.episode_id,
    episodeDay: row.episode_day.toISOString().slice(0, 10),
    momentNo: row.moment_no,
    locationNo: row.location_no,
    exposedAt: row.exposed_at,
    sharedAt: row.shared_at,
    shareChannel: row.share_channel,
    complainedAt: row.complained_at,
    complaintChannel: row.complaint_channel,
  }))
type Exposure = z.infer<typeof Exposure>

/** One exposure as a list shows it: who, when, where, the last score given, and what followed. */
export type BehindRow = Omit<Exposure, 'exposedAt'> & {
  customerName: string | null
  phoneLast4: string | null
  score: number | null
}

/** A page of exposures, newest day first. An erased customer keeps the row and has no name. */
export async function listExposuresBehind(
  db: Reading,
  filter: ExposureFilter,
  page: { after: ExposureKey | null; size: number },
): Promise<BehindRow[]> {
  const exposures = await listExposures(db, filter, page)
  const scores = await findScores(db, exposures)
  const customers = await findCustomers(db, exposures)
  return exposures.map(({ exposedAt: _, ...exposure }) => {
    const { name = null, phone_last4: phoneLast4 = null } = customers.get(exposure.customerId) ?? {}
    const score = scores.get(keyOf(exposure)) ?? null
    return { ...exposure, customerName: name, phoneLast4, score }
  })
}

async function listExposures(
  db: Reading,
  filter: ExposureFilter,
  { after, size }: { after: ExposureKey | null; size: number },
): Promise<Exposure[]> {
  return db.rows(
    Exposure,
    `SELECT customer_id, episode_id, episode_day, moment_no, location_no, exposed_at,
       shared_at, share_channel, complained_at, complaint_channel
     FROM exposures
     WHERE ${where(filter)}
       ${after ? 'AND (episode_day, customer_id, episode_id, moment_no) < ($7::date, $8::uuid, $9::uuid, $10::int)' : ''}
     ORDER BY episode_day DESC, customer_id DESC, episode_id DESC, moment_no DESC
     LIMIT $6`,
    [
      ...valuesOf(db, filter),
      size,
      ...(after ? [after.episodeDay, after.customerId, after.episodeId, after.momentNo] : []),
    ],
  )
}

/** A stay is over after two months; the bound lets Postgres skip the other months' partitions. */
const LONGEST_MS = 62 * 86_400_000

const Score = z.object({
  customer_id: z.string(),
  episode_id: z.string(),
  moment_no: z.number(),
  score: z.number(),
})

/** The last score of each exposure. Asked by arrays of keys: a join by rows is more than a cluster can do. */
async function findScores(
  db: Reading,
  exposures: readonly Exposure[],
): Promise<Map<string, number>> {
  if (exposures.length === 0) return new Map()
  const instants = exposures.map(({ exposedAt }) => exposedAt.getTime())
  const rows = await db.rows(
    Score,
    `SELECT DISTINCT ON (customer_id, episode_id, moment_no) customer_id, episode_id, moment_no, score
     FROM experiences
     WHERE organization_id = $1 AND customer_id = ANY ($2::uuid[]) AND episode_id = ANY ($3::uuid[]) AND score IS NOT NULL
       AND occurred_at >= $4 AND occurred_at < $5
     ORDER BY customer_id, episode_id, moment_no, occurred_at DESC, id DESC`,
    [
      db.organizationId,
      exposures.map(({ customerId }) => customerId),
      exposures.map(({ episodeId }) => episodeId),
      new Date(Math.min(...instants)),
      new Date(Math.max(...instants) + LONGEST_MS),
    ],
  )
  const keyed = rows.map(
    (row) =>
      [
        keyOf({
          customerId: row.customer_id,
          episodeId: row.episode_id,
          momentNo: row.moment_no,
        }),
        row.score,
      ] as const,
  )
  return new Map(keyed)
}

function keyOf(exposure: Pick<Exposure, 'customerId' | 'episodeId' | 'momentNo'>): string {
  return `${exposure.customerId} ${exposure.episodeId} ${exposure.momentNo}`
}

const Customer = z.object({
  id: z.string(),
  name: z.string(),
  phone_last4: z.string().nullable(),
})

async function findCustomers(db: Reading, exposures: readonly Exposure[]) {
  const rows = await db.rows(
    Customer,
    `SELECT id, name, phone_last4 FROM customers
     WHERE organization_id = $1 AND id = ANY ($2::uuid[]) AND erased_at IS NULL`,
    [db.organizationId, exposures.map(({ customerId }) => customerId)],
  )
  return new Map(rows.map((row) => [row.id, row]))
}
