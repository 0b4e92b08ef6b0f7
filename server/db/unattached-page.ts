import { z } from 'zod'
import type { Outcome } from '../domain/impact/impact-metric.ts'
import type { Span } from '../domain/period.ts'
import type { BehindRow, ExposureKey } from './exposure-page.ts'
import type { Reading } from './reading.ts'

/** Outcomes told in a span of days that belong to no exposure: naming no moment, or one that the customer had not lived. */
export type UnattachedFilter = {
  span: Span
  locationNo: number | null
  outcome: Outcome
  isNamed: boolean
}

/** A negative share is a complaint where it was public, and nothing that is counted where it was not. */
const VOICES = {
  share: `SELECT id, customer_id, occurred_at, episode_id, moment_no, location_no, channel
    FROM shares WHERE organization_id = $1 AND valence >= 0`,
  complaint: `SELECT id, customer_id, occurred_at, episode_id, moment_no, location_no,
      CASE WHEN is_public THEN 'public' ELSE 'direct' END AS channel
    FROM complaints WHERE organization_id = $1
    UNION ALL
    SELECT id, customer_id, occurred_at, episode_id, moment_no, location_no, channel
    FROM shares WHERE organization_id = $1 AND valence < 0 AND is_public`,
} as const satisfies Record<Outcome, string>

/** The rule of outcome-contributions.ts: which exposures an outcome could belong to. */
const BELONGS = {
  named: 'x.moment_no = v.moment_no AND x.exposed_at <= v.occurred_at',
  unnamed: `x.moment_no = 0 AND x.exposed_at <= v.occurred_at
      AND (x.episode_id = v.episode_id OR (v.episode_id IS NULL AND x.episode_day = v.day))`,
} as const

/** Outcomes of the span, and the exposures of those customers: an outer join that one machine and a cluster answer alike. */
function unattached({ outcome, isNamed }: UnattachedFilter): string {
  return `WITH voice AS MATERIALIZED (
      SELECT said.*, (said.occurred_at AT TIME ZONE o.time_zone)::date AS day
      FROM (${VOICES[outcome]}) AS said, organizations o
      WHERE o.id = $1 AND said.occurred_at >= ($2::date::timestamp AT TIME ZONE o.time_zone)
        AND said.occurred_at < ($3::date::timestamp AT TIME ZONE o.time_zone)
        AND ($4::int IS NULL OR said.location_no = $4) AND said.moment_no IS ${isNamed ? 'NOT NULL' : 'NULL'}
    ), lived AS MATERIALIZED (
      SELECT customer_id, moment_no, episode_id, episode_day, exposed_at FROM exposures
      WHERE organization_id = $1 AND customer_id IN (SELECT customer_id FROM voice)
        ${isNamed ? '' : 'AND moment_no = 0'}
    ), loose AS MATERIALIZED (
      SELECT v.* FROM voice v LEFT JOIN lived x ON x.customer_id = v.customer_id AND ${BELONGS[isNamed ? 'named' : 'unnamed']}
      WHERE x.customer_id IS NULL
    )`
}

function valuesOf(db: Reading, { span, locationNo }: UnattachedFilter): unknown[] {
  return [db.organizationId, span.from, span.until, locationNo]
}

const UnattachedRow = z.object({
  id: z.string(),
  customer_id: z.string(),
  customer_name: z.string().nullable(),
  phone_last4: z.string().nullable(),
  day: z.date(),
  occurred_at: z.date(),
  moment_no: z.number().nullable(),
  location_no: z.number(),
  channel: z.string(),
})

/** A page of them, newest day first, in the shape of exposures: their own id stands where the run's does. */
export async function listUnattached(
  db: Reading,
  filter: UnattachedFilter,
  { after, size }: { after: ExposureKey | null; size: number },
): Promise<BehindRow[]> {
  const found = await db.rows(
    UnattachedRow,
    `${unattached(filter)}
     SELECT t.*, CASE WHEN c.erased_at IS NULL THEN c.name END AS customer_name,
       CASE WHEN c.erased_at IS NULL THEN c.phone_last4 END AS phone_last4
     FROM loose AS t
     LEFT JOIN customers c ON c.organization_id = $1 AND c.id = t.customer_id
     ${after ? 'WHERE (t.day, t.customer_id, t.id) < ($6::date, $7::uuid, $8::uuid)' : ''}
     ORDER BY t.day DESC, t.customer_id DESC, t.id DESC
     LIMIT $5`,
    [
      ...valuesOf(db, filter),
      size,
      ...(after ? [after.episodeDay, after.customerId, after.episodeId] : []),
    ],
  )
  const isShare = filter.outcome === 'share'
  return found.map((row) => ({
    customerId: row.customer_id,
    customerName: row.customer_name,
    phoneLast4: row.phone_last4,
    episodeId: row.id,
    episodeDay: row.day.toISOString().slice(0, 10),
    momentNo: row.moment_no ?? 0,
    locationNo: row.location_no,
    score: null,
    sharedAt: isShare ? row.occurred_at : null,
    shareChannel: isShare ? row.channel : null,
    complainedAt: isShare ? null : row.occurred_at,
    complaintChannel: isShare ? null : row.channel,
  }))
}
