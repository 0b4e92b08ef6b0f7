import { countAnswers } from '#server/db/answer-count.ts'
import { type ImpactMoment, listMomentsInOrder, readToday } from '#server/db/impact-frame.ts'
import { countMoments } from '#server/db/moment-day.ts'
import { readingReplica } from '#server/db/reading.ts'
import type { Actor } from '#server/domain/actor.ts'
import { authorize } from '#server/domain/actor.ts'
import { maturedUntil } from '#server/domain/impact/impact-metric.ts'
import type { PlaceQuestion } from '#server/domain/impact/input.ts'
import { type MeasuredRate, measureRate } from '#server/domain/impact/measure-rate.ts'
import { spanOf } from '#server/domain/period.ts'

export type WorthIt = {
  /** Reaching one of these ends a run; empty where no journey has an end. */
  endMoments: Pick<ImpactMoment, 'momentNo' | 'nameZh' | 'nameEn'>[]
  endedCount: number
  /** Yes of answered. Who did not answer is in no denominator. */
  rate: MeasuredRate
  notAnsweredCount: number
}

/**
 * 值了: of the runs that ended, how many of those asked said yes.
 *
 * A run has ended when it has an exposure of its journey's end moment, which is what the rollups count; one that merely fell
 * silent has not said goodbye and is not counted. An answer counts where its run has ended.
 */
export async function worthIt(actor: Actor, input: PlaceQuestion, now: Date): Promise<WorthIt> {
  authorize(actor, 'impact.read')
  return readingReplica(actor, async (db) => {
    const today = await readToday(db, now)
    const span = spanOf(input.period, today)
    const ends = (await listMomentsInOrder(db)).filter((moment) => moment.isEnd)
    const endMomentNos = ends.map((moment) => moment.momentNo)
    const { locationNo } = input
    const edge = {
      share: maturedUntil('share', today),
      complaint: maturedUntil('complaint', today),
    }
    const exposures = await countMoments(db, { span, locationNo, maturedUntil: edge })
    const answers = await countAnswers(db, { span, locationNo })

    const endedCount = exposures
      .filter((row) => endMomentNos.includes(row.momentNo))
      .reduce((sum, row) => sum + row.exposureCount, 0)

    return {
      endMoments: ends.map(({ momentNo, nameZh, nameEn }) => ({ momentNo, nameZh, nameEn })),
      endedCount,
      rate: measureRate(answers.yesCount, answers.answeredCount),
      notAnsweredCount: Math.max(0, endedCount - answers.answeredCount),
    }
  })
}
