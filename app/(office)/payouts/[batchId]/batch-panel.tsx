'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '#app/_api/client.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { Finding } from '#app/_ui/finding.tsx'
import { PageHeader } from '#app/_ui/page-header.tsx'
import { Tag } from '#app/_ui/tag.tsx'
import type { BatchDetail } from '../payout-answer.ts'
import classes from '../payouts.module.css'
import { BatchActs } from './batch-acts.tsx'
import { BatchLines } from './batch-lines.tsx'

/** One batch: its lines, its control totals, who did what, and the next deliberate step. */
export function BatchPanel({ id }: { id: string }) {
  const t = useTranslations('payouts.batch')
  const states = useTranslations('money.batchStates')
  const format = useFormat()
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(trpc.payout.get.queryOptions({ id }))
  const { batch, lines } = data
  return (
    <>
      <PageHeader
        title={t('title', { no: batch.batchNo })}
        actions={<Tag tone="accent">{states(batch.state)}</Tag>}
      />
      <Finding detail={<NextStep detail={data} />}>
        {t.rich('finding', {
          sum: format.money(batch.sumMinor, batch.currency),
          count: lines.length,
          b: (chunks) => <b>{chunks}</b>,
        })}
      </Finding>
      <BatchActs detail={data} />
      <div className={classes.stack}>
        <BatchLines detail={data} />
        <div className={classes.pair}>
          <ControlCard detail={data} />
          <PeopleCard detail={data} />
        </div>
      </div>
    </>
  )
}

function NextStep({ detail }: { detail: BatchDetail }) {
  const t = useTranslations('payouts.batch')
  const rules = useTranslations('rules')
  const { batch, releasers, stop } = detail
  if (stop) return <>{t('stop', { reason: rules(stop) })}</>
  const next = t(`next.${batch.state}`)
  if (batch.state !== 'frozen') return <>{next}</>
  if (releasers.length === 0) return <span className={classes.warning}>{t('noReleasers')}</span>
  const names = releasers.map((one) => one.name).join(', ')
  return (
    <>
      {next} {t('releasers', { names })}
    </>
  )
}

function ControlCard({ detail: { batch } }: { detail: BatchDetail }) {
  const t = useTranslations('payouts.batch')
  const format = useFormat()
  if (!batch.controlSha256) return null
  return (
    <Card title={t('control')}>
      <dl className={classes.facts}>
        <dt>{t('controlCount')}</dt>
        <dd>{format.number(batch.lineCount)}</dd>
        <dt>{t('controlSum')}</dt>
        <dd>{format.money(batch.sumMinor, batch.currency)}</dd>
        <dt>{t('controlHash')}</dt>
        <dd>
          <code>{batch.controlSha256}</code>
        </dd>
      </dl>
    </Card>
  )
}

function PeopleCard({ detail: { batch } }: { detail: BatchDetail }) {
  const t = useTranslations('payouts.batch')
  const format = useFormat()
  const acts = [
    { at: batch.draftedAt, text: t('draftedBy', { name: batch.draftedByName }) },
    { at: batch.frozenAt, text: t('frozenBy', { name: batch.frozenByName ?? '' }) },
    { at: batch.releasedAt, text: t('releasedBy', { name: batch.releasedByName ?? '' }) },
    { at: batch.cancelledAt, text: t('cancelledBy', { name: batch.cancelledByName ?? '' }) },
    { at: batch.reconciledAt, text: t('reconciled') },
  ]
  return (
    <Card title={t('people')}>
      <dl className={classes.facts}>
        {acts.map(({ at, text }) =>
          at ? (
            <div key={text} style={{ display: 'contents' }}>
              <dt>{format.instant(at)}</dt>
              <dd>{text}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </Card>
  )
}
