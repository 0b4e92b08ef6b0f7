'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Fragment, type ReactNode } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Definition } from '#app/_ui/definition.tsx'
import classes from './impact.module.css'
import { type ImpactSearch, questionOf } from './impact-search.ts'
import { useChannelName } from './use-channel-name.ts'

type MomentTellingProps = { search: ImpactSearch; momentNo: number }

/** How customers told of one moment, and what came of it. */
export function MomentTelling({ search, momentNo }: MomentTellingProps) {
  const t = useTranslations('impact.chain')
  const trpc = useTRPC()
  const { period, locationNo } = questionOf(search)
  const { data } = useSuspenseQuery(
    trpc.impact.wordOfMouth.queryOptions({ period, locationNo, momentNo }),
  )
  if (data.chain.shareCount === 0) return null
  const b = (chunks: ReactNode) => <b>{chunks}</b>
  return (
    <>
      <section>
        <h3 className={classes.subtitle}>{t('kinds')}</h3>
        <Kinds kinds={data.kinds} />
      </section>
      <section>
        <h3 className={classes.subtitle}>
          {t('title')}
          <Definition name={t('title')}>{t('means')}</Definition>
        </h3>
        <ol className={classes.chain}>
          <li>{t.rich('shares', { count: data.chain.shareCount, b })}</li>
          <li>{t.rich('enquiries', { count: data.chain.enquiryCount, b })}</li>
          <li>{t.rich('visits', { count: data.chain.visitCount, b })}</li>
          <li>{t.rich('deals', { count: data.chain.dealCount, b })}</li>
        </ol>
      </section>
    </>
  )
}

type KindsProps = {
  kinds: readonly {
    channel: string
    rate: { x: number; rate: number | null; low: number | null; high: number | null }
  }[]
}

function Kinds({ kinds }: KindsProps) {
  const t = useTranslations('impact.chain')
  const format = useFormat()
  const channelName = useChannelName()
  return (
    <dl className={classes.kinds}>
      {kinds.map(({ channel, rate }) => (
        <Fragment key={channel}>
          <dt>{channelName(channel)}</dt>
          <dd className={classes.rate} data-tone="share">
            {format.number(rate.x)}
          </dd>
          <dd className={classes.quiet}>
            {rate.rate === null || rate.low === null || rate.high === null
              ? null
              : t('kind', {
                  rate: format.percent(rate.rate),
                  interval: format.interval(rate.low, rate.high),
                })}
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}
