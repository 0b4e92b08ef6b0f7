import { readToday } from '#server/db/impact-frame.ts'
import { countDays } from '#server/db/moment-trend.ts'
import { readingReplica } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { maturedUntil, type Outcome } from '#server/domain/impact/impact-metric.ts'
import type { TrendQuestion } from '#server/domain/impact/input.ts'
import { type Span, spanOf } from '#server/domain/period.ts'

export type TrendDay = {
  day: string
  exposureCount: number
  /** With an outcome within its horizon so far. */
  shareCount: number
  complaintCount: number
  /** Of the experiences that gave a score; null where none did. The spread is the standard deviation, null below two scores. */
  scoreMean: number | null
  scoreSpread: number | null
}

export type MomentTrend = {
  span: Span
  /** From this day on exposures are too young for a rate. */
  maturedUntil: Record<Outcome, string>
  /** In order; a day on which nothing happened is not there. */
  days: TrendDay[]
}

/** One moment, or all of them, day by day. */
export async function momentTrend(
  actor: Actor,
  input: TrendQuestion,
  now: Date,
): Promise<MomentTrend> {
  authorize(actor, 'impact.read')
  return readingReplica(actor, async (db) => {
    const today = await readToday(db, now)
    const span = spanOf(input.period, today)
    const counted = await countDays(db, { ...input, span })

    const days = counted.map(
      ({ scoreCount: n, scoreSum, scoreSquareSum, experienceCount: _, ...day }) => {
        const scoreMean = n > 0 ? scoreSum / n : null
        const scoreSpread =
          n > 1 && scoreMean !== null
            ? Math.sqrt(Math.max(0, (scoreSquareSum - scoreSum * scoreMean) / (n - 1)))
            : null
        return { ...day, scoreMean, scoreSpread }
      },
    )

    return {
      span,
      maturedUntil: {
        share: maturedUntil('share', today),
        complaint: maturedUntil('complaint', today),
      },
      days,
    }
  })
}
