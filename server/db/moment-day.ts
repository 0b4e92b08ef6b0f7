import { z } from 'zod'
import type { Outcome } from '../domain/impact/impact-metric.ts'
import { IMPACT_METRIC } from '../domain/impact/impact-metric.ts'
import type { Span } from '../domain/period.ts'
import type { Reading } from './reading.ts'

/** Which days, which place, and from which day on exposures are too young for a rate. */
export type RollupQuestion = {
  span: Span
  locationNo: number | null
  maturedUntil: Record<Outcome, string>
}

/** A sum of bigint counts; far below 2^53. */
const Count = z.coerce.number().int()

const ExposureCounts = z
  .object({
    moment_no: z.number(),
    exposure_count: Count,
    share_matured: Count,
    complaint_matured: Count,
  })
  .transform((row) => ({
    momentNo: row.moment_no,
    exposureCount: row.exposure_count,
    maturedCount: { share: row.share_matured, complaint: row.complaint_matured },
  }))
export type ExposureCounts = z.infer<typeof ExposureCounts>

/** Exposures of each moment: all, and those whose horizon has passed. Rollup and deltas, so exact at every instant. */
export async function countExposures(
  db: Reading,
  { span, locationNo, maturedUntil }: RollupQuestion,
): Promise<ExposureCounts[]> {
  return db.rows(
    ExposureCounts,
    `SELECT moment_no,
       sum(exposure_count) AS exposure_count,
       coalesce(sum(exposure_count) FILTER (WHERE day < $5), 0) AS share_matured,
       coalesce(sum(exposure_count) FILTER (WHERE day < $6), 0) AS complaint_matured
     FROM (
       SELECT day, moment_no, location_no, exposure_count FROM moment_days
       WHERE organization_id = $1 AND day >= $2 AND day < $3
       UNION ALL
       SELECT day, moment_no, location_no, exposure_count FROM moment_day_deltas
       WHERE organization_id = $1 AND day >= $2 AND day < $3
     ) AS counted
     WHERE $4::int IS NULL OR location_no = $4
     GROUP BY moment_no`,
    [
      db.organizationId,
      span.from,
      span.until,
      locationNo,
      maturedUntil.share,
      maturedUntil.complaint,
    ],
  )
}

const OutcomeCounts = z
  .object({
    moment_no: z.number(),
    kind: z.enum(['share', 'complaint']),
    channel: z.string(),
    matured: Count,
    young: Count,
    late: Count,
    unattached: Count,
  })
  .transform((row) => ({
    momentNo: row.moment_no,
    outcome: row.kind,
    channel: row.channel,
    /** Within the horizon, of exposures old enough: the x of a rate. */
    maturedCount: row.matured,
    /** Within the horizon so far, of younger exposures. */
    youngCount: row.young,
    /** After the horizon: told, but not in the rate. */
    lateCount: row.late,
    /** Names no moment, or one that the customer has no exposure of. */
    unattachedCount: row.unattached,
  }))
export type OutcomeCounts = z.infer<typeof OutcomeCounts>

/** Outcomes of each moment by kind and channel. A negative share is no share; it counts as a complaint where it was public. */
export async function countOutcomes(
  db: Reading,
  { span, locationNo, maturedUntil }: RollupQuestion,
): Promise<OutcomeCounts[]> {
  return db.rows(
    OutcomeCounts,
    `SELECT moment_no, kind, channel,
       coalesce(sum(outcome_count) FILTER (WHERE in_time AND day < matured_until), 0) AS matured,
       coalesce(sum(outcome_count) FILTER (WHERE in_time AND day >= matured_until), 0) AS young,
       coalesce(sum(outcome_count) FILTER (WHERE lag_days > horizon), 0) AS late,
       coalesce(sum(outcome_count) FILTER (WHERE lag_days = -1), 0) AS unattached
     FROM (
       SELECT *, lag_days BETWEEN 0 AND horizon AS in_time
       FROM (
         SELECT day, moment_no, location_no, kind, channel, valence, lag_days, outcome_count
         FROM outcome_days WHERE organization_id = $1 AND day >= $2 AND day < $3
         UNION ALL
         SELECT day, moment_no, location_no, kind, channel, valence, lag_days, outcome_count
         FROM outcome_day_deltas WHERE organization_id = $1 AND day >= $2 AND day < $3
       ) AS counted
       JOIN (VALUES ('share', $5::date, $7::int), ('complaint', $6::date, $8::int))
         AS metric (kind, matured_until, horizon) USING (kind)
     ) AS timed
     WHERE ($4::int IS NULL OR location_no = $4) AND (kind = 'complaint' OR valence >= 0)
     GROUP BY moment_no, kind, channel`,
    [
      db.organizationId,
      span.from,
      span.until,
      locationNo,
      maturedUntil.share,
      maturedUntil.complaint,
      IMPACT_METRIC.horizonDays.share,
      IMPACT_METRIC.horizonDays.complaint,
    ],
  )
}

const Bounds = z.object({ first_day: z.date().nullable(), last_day: z.date().nullable() })

/** The first and the last day with an exposure, as '2026-05-31'; null where there is none yet. */
export async function findExposureDays(
  db: Reading,
): Promise<{ firstDay: string; lastDay: string } | null> {
  const [bounds] = await db.rows(
    Bounds,
    `SELECT least(rolled.first_day, fresh.first_day) AS first_day,
       greatest(rolled.last_day, fresh.last_day) AS last_day
     FROM (SELECT min(day) AS first_day, max(day) AS last_day FROM moment_days
           WHERE organization_id = $1 AND exposure_count > 0) AS rolled,
          (SELECT min(day) AS first_day, max(day) AS last_day FROM moment_day_deltas
           WHERE organization_id = $1 AND exposure_count > 0) AS fresh`,
    [db.organizationId],
  )
  if (!bounds?.first_day || !bounds.last_day) return null
  return { firstDay: dayText(bounds.first_day), lastDay: dayText(bounds.last_day) }
}

function dayText(date: Date): string {
  return date.toISOString().slice(0, 10)
}
