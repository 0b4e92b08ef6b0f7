'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { Definition } from '#app/_ui/definition.tsx'
import classes from './impact.module.css'
import type { WorthItAnswer } from './impact-answer.ts'
import { type ImpactSearch, questionOf } from './impact-search.ts'
import { useMomentName } from './use-moment-name.ts'

/** 值了? The yes and no at the end of a stay; who did not answer is shown and never counted in. */
export function WorthItCard({ search }: { search: ImpactSearch }) {
  const t = useTranslations('impact.worthIt')
  const trpc = useTRPC()
  const nameOf = useMomentName()
  const { period, locationNo } = questionOf(search)
  const { data } = useSuspenseQuery(trpc.impact.worthIt.queryOptions({ period, locationNo }))
  const moments = data.endMoments.map(nameOf).join(t('join'))
  return (
    <Card
      title={
        <>
          {t('title')}
          <Definition name={t('title')}>{t('means', { moments })}</Definition>
        </>
      }
    >
      {data.endMoments.length === 0 ? (
        <p className={classes.quiet}>{t('noEnd')}</p>
      ) : (
        <Answers answer={data} />
      )}
    </Card>
  )
}

function Answers({ answer }: { answer: WorthItAnswer }) {
  const t = useTranslations('impact.worthIt')
  const format = useFormat()
  const { rate, endedCount, notAnsweredCount } = answer
  const parts = { yes: rate.x, no: rate.n - rate.x, silent: notAnsweredCount }
  const isTold = rate.rate !== null && rate.low !== null && rate.high !== null
  return (
    <>
      <p className={classes.big}>
        {isTold
          ? t.rich('answer', {
              rate: format.percent(rate.rate ?? 0),
              answered: rate.n,
              interval: format.interval(rate.low ?? 0, rate.high ?? 1),
              b: (chunks: ReactNode) => <b>{chunks}</b>,
            })
          : t('nobody')}
      </p>
      {endedCount > 0 ? (
        <div className={classes.strip} role="img" aria-label={t('bar', parts)}>
          {(['yes', 'no', 'silent'] as const).map((part) =>
            parts[part] > 0 ? (
              <span key={part} data-part={part} style={{ flexGrow: parts[part] }} />
            ) : null,
          )}
        </div>
      ) : null}
      <ul className={classes.answers}>
        <li>{t('ended', { count: endedCount })}</li>
        <li>{t('yes', { count: parts.yes })}</li>
        <li>{t('no', { count: parts.no })}</li>
        <li>{t('notAnswered', { count: notAnsweredCount })}</li>
        {isTold && rate.moreNeeded > 0 ? <li>{t('few', { more: rate.moreNeeded })}</li> : null}
      </ul>
    </>
  )
}
