import { z } from 'zod'
import { IMPACT_METRIC, type Outcome } from '../domain/impact/impact-metric.ts'
import type { Span } from '../domain/period.ts'
import { arrayLiteral } from './array-literal.ts'
import type { Reading } from './reading.ts'
import { lagSum, OUTCOMES } from './rollup-columns.ts'
import { type Piece, piecesOf } from './rollup-pieces.ts'

/** Which days, which place, and from which day on exposures are too young for a rate. */
export type RollupQuestion = {
  span: Span
  locationNo: number | null
  maturedUntil: Record<Outcome, string>
}

/** A sum of bigint counts; far below 2^53. */
export const Count = z.coerce.number().int()

/** What the exposures of a moment led to. */
export type OutcomeCounts = {
  /** Within the horizon, of exposures old enough: the x of a rate. */
  maturedCount: number
  /** Within the horizon so far, of younger exposures. */
  youngCount: number
  /** After the horizon: told, but not in the rate. */
  lateCount: number
  /** Names no moment, or one that the customer has no exposure of. */
  unattachedCount: number
}

const MomentCounts = z
  .object({
    moment_no: z.number(),
    exposure_count: Count,
    share_exposures: Count,
    share_matured: Count,
    share_young: Count,
    share_late: Count,
    share_unattached: Count,
    complaint_exposures: Count,
    complaint_matured: Count,
    complaint_young: Count,
    complaint_late: Count,
    complaint_unattached: Count,
  })
  .transform((row) => ({
    momentNo: row.moment_no,
    exposureCount: row.exposure_count,
    maturedCount: { share: row.share_exposures, complaint: row.complaint_exposures },
    share: {
      maturedCount: row.share_matured,
      youngCount: row.share_young,
      lateCount: row.share_late,
      unattachedCount: row.share_unattached,
    } satisfies OutcomeCounts,
    complaint: {
      maturedCount: row.complaint_matured,
      youngCount: row.complaint_young,
      lateCount: row.complaint_late,
      unattachedCount: row.complaint_unattached,
    } satisfies OutcomeCounts,
  }))
/** One moment's exposures, those whose horizon has passed, and what they led to. */
export type MomentCounts = z.infer<typeof MomentCounts>

/** For each kind: in time, late and without an exposure, from the lag columns of a wide row. */
const LAG_SUMS = OUTCOMES.map((kind) => {
  const horizonDays = IMPACT_METRIC.horizonDays[kind]
  return `${lagSum(kind, { horizonDays, isLate: false })} AS ${kind}_in_time,
    ${lagSum(kind, { horizonDays, isLate: true })} AS ${kind}_late, ${kind}_unattached`
}).join(', ')

/** The same from one waiting delta. */
const DELTA_SUMS = OUTCOMES.map((kind) => {
  const horizon = IMPACT_METRIC.horizonDays[kind]
  const of = (condition: string) =>
    `CASE WHEN kind = '${kind}' AND ${condition} THEN outcome_count ELSE 0 END`
  return `${of(`lag_days BETWEEN 0 AND ${horizon}`)}, ${of(`lag_days > ${horizon}`)}, ${of('lag_days = -1')}`
}).join(', ')

/** The sums of one kind; `$5` and `$6` are the days from which on exposures are too young. */
function sumsOf(kind: Outcome, cut: string): string {
  const sum = (column: string, condition: string) =>
    `coalesce(sum(${column}) FILTER (WHERE ${condition}), 0)`
  return `${sum('exposure_count', `day < ${cut}`)} AS ${kind}_exposures,
    ${sum(`${kind}_in_time`, `day < ${cut}`)} AS ${kind}_matured,
    ${sum(`${kind}_in_time`, `day >= ${cut}`)} AS ${kind}_young,
    sum(${kind}_late) AS ${kind}_late, sum(${kind}_unattached) AS ${kind}_unattached`
}

/**
 * Every moment's counts in a span, from the coarsest rows that answer it: whole months, and single days at the span's edges and around
 * the days from which on exposures are too young. With the deltas that wait, so exact at every instant.
 */
export async function countMoments(
  db: Reading,
  { span, locationNo, maturedUntil }: RollupQuestion,
): Promise<MomentCounts[]> {
  const pieces = piecesOf(span, Object.values(maturedUntil))
  // Piece by piece by the key (OFFSET keeps it so): a join of both would read the whole level.
  const days = `SELECT t.* FROM piece p CROSS JOIN LATERAL (
      SELECT day, moment_no, exposure_count, ${LAG_SUMS} FROM moment_days
      WHERE organization_id = $1 AND location_no = $4 AND day >= p.from_day AND day < p.until_day OFFSET 0) t
    WHERE p.grain = 'day' UNION ALL`
  return db.rows(
    MomentCounts,
    `WITH piece AS MATERIALIZED (
      SELECT * FROM unnest($7::text[], $8::date[], $9::date[]) AS piece (grain, from_day, until_day))
    SELECT moment_no, sum(exposure_count) AS exposure_count, ${sumsOf('share', '$5::date')}, ${sumsOf('complaint', '$6::date')}
    FROM (
      ${locationNo === null ? '' : days}
      SELECT t.* FROM piece p CROSS JOIN LATERAL (
        SELECT starts_on, moment_no, exposure_count, ${LAG_SUMS} FROM moment_totals
        WHERE organization_id = $1 AND grain = p.grain AND location_no = coalesce($4::int, -1)
          AND starts_on >= p.from_day AND starts_on < p.until_day OFFSET 0) t
      WHERE t.moment_no >= 0 ${locationNo === null ? '' : `AND p.grain = 'month'`}
      UNION ALL
      SELECT day, moment_no, exposure_count, 0, 0, 0, 0, 0, 0 FROM moment_day_deltas
      WHERE organization_id = $1 AND day >= $2 AND day < $3 AND ($4::int IS NULL OR location_no = $4)
      UNION ALL
      SELECT day, moment_no, 0, ${DELTA_SUMS} FROM outcome_day_deltas
      WHERE organization_id = $1 AND day >= $2 AND day < $3 AND ($4::int IS NULL OR location_no = $4)
    ) AS counted (day, moment_no, exposure_count, share_in_time, share_late, share_unattached,
      complaint_in_time, complaint_late, complaint_unattached)
    GROUP BY moment_no`,
    [
      db.organizationId,
      span.from,
      span.until,
      locationNo,
      maturedUntil.share,
      maturedUntil.complaint,
      ...pieceColumns(pieces),
    ],
  )
}

/** Pieces as three arrays for `unnest`. */
export function pieceColumns(pieces: readonly Piece[]): string[] {
  return [
    arrayLiteral(pieces.map(({ grain }) => grain)),
    arrayLiteral(pieces.map(({ from }) => from)),
    arrayLiteral(pieces.map(({ until }) => until)),
  ]
}

const Bounds = z.object({ first_day: z.date().nullable(), last_day: z.date().nullable() })

/** The first and the last day with an exposure, as '2026-05-31'; null where there is none yet. */
export async function findExposureDays(
  db: Reading,
): Promise<{ firstDay: string; lastDay: string } | null> {
  const merged = (order: string) => `(SELECT t.starts_on AS day FROM moment_totals t
    LEFT JOIN fresh f ON f.day = t.starts_on
    WHERE t.organization_id = $1 AND t.grain = 'day' AND t.location_no = -1 AND t.moment_no = -1
      AND t.exposure_count + coalesce(f.count, 0) > 0
    ORDER BY t.starts_on ${order} LIMIT 1)`
  const [bounds] = await db.rows(
    Bounds,
    `WITH fresh AS MATERIALIZED (
       SELECT day, sum(exposure_count) AS count FROM moment_day_deltas WHERE organization_id = $1 GROUP BY day)
     SELECT min(day) AS first_day, max(day) AS last_day FROM (
       ${merged('ASC')} UNION ALL ${merged('DESC')}
       -- A day that only deltas know.
       UNION ALL SELECT day FROM fresh f WHERE count > 0 AND NOT EXISTS (SELECT FROM moment_totals t
         WHERE t.organization_id = $1 AND t.grain = 'day' AND t.location_no = -1 AND t.moment_no = -1 AND t.starts_on = f.day)
     ) AS counted`,
    [db.organizationId],
  )
  if (!bounds?.first_day || !bounds.last_day) return null
  return { firstDay: dayText(bounds.first_day), lastDay: dayText(bounds.last_day) }
}

function dayText(date: Date): string {
  return date.toISOString().slice(0, 10)
}
