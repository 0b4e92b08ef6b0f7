'use client'

import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { Definition } from '#app/_ui/definition.tsx'
import type { FunnelAnswer } from './referral-answer.ts'
import classes from './referrals.module.css'

/** How far the referrals of the period came, each stage with its share of all and the interval of it. */
export function FunnelCard({ funnel }: { funnel: FunnelAnswer }) {
  const t = useTranslations('referrals')
  const format = useFormat()
  return (
    <Card
      title={
        <>
          {t('funnel.title')}
          <Definition name={t('funnel.title')}>{t('funnel.definition')}</Definition>
        </>
      }
    >
      <ol className={classes.stages}>
        {funnel.stages.map((stage) => (
          <li key={stage.state} className={classes.stage}>
            <div className={classes.line}>
              <span>{t(`states.${stage.state}`)}</span>
              <span className={classes.count}>{format.number(stage.count)}</span>
            </div>
            <FunnelBar share={stage.share} />
            {stage.share && stage.state !== 'claimed' ? (
              <p className={classes.quiet}>
                {format.percent(stage.share.rate)}{' '}
                {format.interval(stage.share.low, stage.share.high)}
                {' · n = '}
                {format.number(funnel.total)}
              </p>
            ) : null}
          </li>
        ))}
      </ol>
      {funnel.voided > 0 ? (
        <p className={classes.quiet}>{t('funnel.voided', { count: funnel.voided })}</p>
      ) : null}
    </Card>
  )
}

/** The bar is the rate, the line over it the interval. The text beside says the same. */
function FunnelBar({ share }: { share: FunnelAnswer['stages'][number]['share'] }) {
  if (!share) return <div className={classes.bar} aria-hidden="true" />
  const percent = (part: number) => `${part * 100}%`
  return (
    <div className={classes.bar} aria-hidden="true">
      <div className={classes.fill} style={{ width: percent(share.rate) }} />
      <div
        className={classes.whisker}
        style={{
          insetInlineStart: percent(share.low),
          width: percent(share.high - share.low),
        }}
      />
    </div>
  )
}
