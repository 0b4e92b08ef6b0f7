import { z } from 'zod'
import { IMPACT_METRIC } from '../domain/impact/impact-metric.ts'
import type { Span } from '../domain/period.ts'
import { Count } from './moment-day.ts'
import type { Reading } from './reading.ts'
import { lagSum, OUTCOMES } from './rollup-columns.ts'

const DayCounts = z
  .object({
    day: z.date(),
    exposure_count: Count,
    experience_count: Count,
    share_count: Count,
    complaint_count: Count,
    score_count: Count,
    score_sum: Count,
    score_square_sum: Count,
  })
  .transform((row) => ({
    day: row.day.toISOString().slice(0, 10),
    exposureCount: row.exposure_count,
    experienceCount: row.experience_count,
    shareCount: row.share_count,
    complaintCount: row.complaint_count,
    scoreCount: row.score_count,
    scoreSum: row.score_sum,
    scoreSquareSum: row.score_square_sum,
  }))
/** One business day: exposures, those with an outcome within its horizon so far, and the scores given. */
export type DayCounts = z.infer<typeof DayCounts>

const IN_TIME = OUTCOMES.map((kind) =>
  lagSum(kind, { horizonDays: IMPACT_METRIC.horizonDays[kind], isLate: false }),
).join(', ')

const DELTA_IN_TIME = OUTCOMES.map(
  (
    kind,
  ) => `CASE WHEN kind = '${kind}' AND lag_days BETWEEN 0 AND ${IMPACT_METRIC.horizonDays[kind]}
    THEN outcome_count ELSE 0 END`,
).join(', ')

/**
 * A span day by day, of one moment or of all, at one place or at all; days without anything are left out. Reads one row a day,
 * however many experiences there are, and the deltas that wait.
 */
export async function countDays(
  db: Reading,
  question: { span: Span; momentNo: number | null; locationNo: number | null },
): Promise<DayCounts[]> {
  const { span, momentNo, locationNo } = question
  const level =
    momentNo !== null && locationNo !== null
      ? `SELECT day, exposure_count, ${IN_TIME}, score_count, score_sum, score_square_sum, experience_count FROM moment_days
         WHERE organization_id = $1 AND location_no = $5 AND moment_no = $4 AND day >= $2 AND day < $3`
      : `SELECT starts_on, exposure_count, ${IN_TIME}, score_count, score_sum, score_square_sum, experience_count FROM moment_totals
         WHERE organization_id = $1 AND grain = 'day' AND location_no = coalesce($5::int, -1) AND moment_no = coalesce($4::int, -1)
           AND starts_on >= $2 AND starts_on < $3`
  return db.rows(
    DayCounts,
    `SELECT day, sum(exposure_count) AS exposure_count, sum(experience_count) AS experience_count, sum(share_count) AS share_count, sum(complaint_count) AS complaint_count,
       sum(score_count) AS score_count, sum(score_sum) AS score_sum, sum(score_square_sum) AS score_square_sum
     FROM (
       ${level}
       UNION ALL
       SELECT day, exposure_count, 0, 0, score_count, score_sum, score_square_sum, experience_count FROM moment_day_deltas
       WHERE organization_id = $1 AND day >= $2 AND day < $3
         AND ($4::int IS NULL OR moment_no = $4) AND ($5::int IS NULL OR location_no = $5)
       UNION ALL
       SELECT day, 0, ${DELTA_IN_TIME}, 0, 0, 0, 0 FROM outcome_day_deltas
       WHERE organization_id = $1 AND day >= $2 AND day < $3
         AND ($4::int IS NULL OR moment_no = $4) AND ($5::int IS NULL OR location_no = $5)
     ) AS counted (day, exposure_count, share_count, complaint_count, score_count, score_sum, score_square_sum, experience_count)
     GROUP BY day
     HAVING sum(exposure_count) <> 0 OR sum(experience_count) <> 0 OR sum(share_count) <> 0 OR sum(complaint_count) <> 0
     ORDER BY day`,
    [db.organizationId, span.from, span.until, momentNo, locationNo],
  )
}
