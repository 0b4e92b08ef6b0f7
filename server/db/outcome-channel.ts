import { z } from 'zod'
import { IMPACT_METRIC } from '../domain/impact/impact-metric.ts'
import type { Span } from '../domain/period.ts'
import { Count, pieceColumns } from './moment-day.ts'
import type { Reading } from './reading.ts'
import { lagSum } from './rollup-columns.ts'
import { piecesOf } from './rollup-pieces.ts'

const Channel = z.object({ channel: z.string(), count: Count })

/** First shares in time of one moment's exposures in a span, by channel. Channels without any are left out. */
export async function countShareChannels(
  db: Reading,
  question: { span: Span; momentNo: number; locationNo: number | null },
): Promise<z.infer<typeof Channel>[]> {
  const { span, momentNo, locationNo } = question
  const horizonDays = IMPACT_METRIC.horizonDays.share
  // Piece by piece by the key (OFFSET keeps it so): a join of both would read the whole level.
  const days = `SELECT t.* FROM piece p CROSS JOIN LATERAL (
      SELECT channel, outcome_count FROM outcome_days
      WHERE organization_id = $1 AND location_no = $5 AND moment_no = $4 AND day >= p.from_day AND day < p.until_day
        AND kind = 'share' AND lag_days BETWEEN 0 AND ${horizonDays} OFFSET 0) t
    WHERE p.grain = 'day' UNION ALL`
  return db.rows(
    Channel,
    `WITH piece AS MATERIALIZED (
       SELECT * FROM unnest($6::text[], $7::date[], $8::date[]) AS piece (grain, from_day, until_day))
     SELECT channel, sum(count) AS count FROM (
       ${locationNo === null ? '' : days}
       SELECT t.* FROM piece p CROSS JOIN LATERAL (
         SELECT channel, ${lagSum('lag', { horizonDays, isLate: false })} FROM outcome_totals
         WHERE organization_id = $1 AND grain = p.grain AND location_no = coalesce($5::int, -1) AND moment_no = $4
           AND starts_on >= p.from_day AND starts_on < p.until_day AND kind = 'share' OFFSET 0) t
       ${locationNo === null ? '' : `WHERE p.grain = 'month'`}
       UNION ALL
       SELECT channel, outcome_count FROM outcome_day_deltas
       WHERE organization_id = $1 AND day >= $2 AND day < $3 AND moment_no = $4 AND ($5::int IS NULL OR location_no = $5)
         AND kind = 'share' AND lag_days BETWEEN 0 AND ${horizonDays}
     ) AS counted (channel, count) GROUP BY channel HAVING sum(count) <> 0`,
    [
      db.organizationId,
      span.from,
      span.until,
      momentNo,
      locationNo,
      ...pieceColumns(piecesOf(span)),
    ],
  )
}
