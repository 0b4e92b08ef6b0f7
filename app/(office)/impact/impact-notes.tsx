'use client'

import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_format/use-format.ts'
import { addDays } from '#server/domain/period.ts'
import classes from './impact.module.css'
import type { ImpactAnswer, Outcome } from './impact-answer.ts'

/** What is in no bar, and why: the young, the late, what names no moment. */
export function ImpactNotes({ answer }: { answer: ImpactAnswer }) {
  const t = useTranslations('impact.chart.notes')
  const format = useFormat()
  const { maturedUntil, unattached, rows, notStated } = answer
  const all = [...rows, notStated]
  const youngCount = (outcome: Outcome) => all.reduce((sum, row) => sum + row[outcome].young.n, 0)
  const lateCount = (outcome: Outcome) => all.reduce((sum, row) => sum + row[outcome].lateCount, 0)
  const pair = (counts: Record<Outcome, number>) => ({
    shares: counts.share,
    complaints: counts.complaint,
  })
  const young = { share: youngCount('share'), complaint: youngCount('complaint') }
  const late = { share: lateCount('share'), complaint: lateCount('complaint') }
  return (
    <ul className={classes.notes}>
      {isSome(young) ? (
        <li>
          {t('matured', {
            shareDay: format.day(addDays(maturedUntil.share, -1)),
            complaintDay: format.day(addDays(maturedUntil.complaint, -1)),
            shareYoung: young.share,
            complaintYoung: young.complaint,
          })}
        </li>
      ) : null}
      {isSome(unattached.unnamed) ? <li>{t('unattached', pair(unattached.unnamed))}</li> : null}
      {isSome(unattached.named) ? <li>{t('named', pair(unattached.named))}</li> : null}
      {isSome(late) ? <li>{t('late', pair(late))}</li> : null}
    </ul>
  )
}

function isSome(counts: Record<Outcome, number>): boolean {
  return counts.share + counts.complaint > 0
}
