'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Finding } from '#app/_ui/finding.tsx'
import { PageHeader } from '#app/_ui/page-header.tsx'
import { BatchList } from './batch-list.tsx'
import { PayableCard } from './payable-card.tsx'
import classes from './payouts.module.css'

/** What can be paid, and the batches that pay it. */
export function PayoutsPanel() {
  const t = useTranslations('payouts')
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <PayableFinding />
      <div className={classes.stack}>
        <PayableCard />
        <BatchList />
      </div>
    </>
  )
}

function PayableFinding() {
  const t = useTranslations('payouts.finding')
  const format = useFormat()
  const { currency } = useViewer()
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(trpc.payout.payable.queryOptions({ currency }))
  const ready = data.items.filter((item) => item.payee && item.amountMinor > 0n)
  const missing = data.items.filter((item) => !item.payee && item.amountMinor > 0n).length
  const detail = missing > 0 ? t('missing', { count: missing }) : null
  if (ready.length === 0)
    return (
      <Finding tone="cannot-tell" detail={detail}>
        {t('none')}
      </Finding>
    )
  const sum = ready.reduce((total, item) => total + item.amountMinor, 0n)
  return (
    <Finding detail={detail}>
      {t.rich('ready', {
        count: ready.length,
        sum: format.money(sum, currency),
        b: (chunks) => <b>{chunks}</b>,
      })}
    </Finding>
  )
}
