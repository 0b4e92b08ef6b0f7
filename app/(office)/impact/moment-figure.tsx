'use client'

import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_format/use-format.ts'
import { Tag } from '#app/_ui/tag.tsx'
import classes from './impact.module.css'
import type { ImpactAnswer } from './impact-answer.ts'
import type { Opened } from './impact-search.ts'

type MomentFigureProps = { answer: ImpactAnswer; opened: Opened }

/** The number that was opened, once more, above its rows. */
export function MomentFigure({ answer, opened }: MomentFigureProps) {
  const t = useTranslations('impact.behind')
  const format = useFormat()
  const { momentNo, outcome, only, cohort } = opened
  const row = [...answer.rows, answer.notStated].find((one) => one.momentNo === momentNo)
  const rate = cohort === 'matured' ? row?.[outcome].rate : undefined
  return (
    <div>
      <Tag tone={only === 'all' ? 'plain' : outcome}>
        {only === 'all' ? t('lived') : t(outcome)}
      </Tag>{' '}
      <span className={classes.quiet}>
        {only === 'outcome' || only === 'all' ? t(`cohort.${cohort}`) : t(`apart.${only}`)}
      </span>
      {rate && rate.rate !== null && rate.low !== null && rate.high !== null ? (
        <p className={classes.figure}>
          {t('rate', {
            rate: format.percent(rate.rate),
            n: rate.n,
            interval: format.interval(rate.low, rate.high),
          })}
        </p>
      ) : null}
    </div>
  )
}
