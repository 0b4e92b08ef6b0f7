'use client'

import { SegmentedControl } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { useTRPC } from '#app/_api/client.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Finding } from '#app/_ui/finding.tsx'
import { PageHeader } from '#app/_ui/page-header.tsx'
import { PanelBoundary } from '#app/_ui/panel-boundary.tsx'
import { commissionSearch, VIEWS, type View } from './commission-search.ts'
import classes from './commissions.module.css'
import { EntryList } from './entry-list.tsx'
import { EntryQueue } from './entry-queue.tsx'
import { UnproposedList } from './unproposed-list.tsx'

/** Finance's landing page: what waits, then every other state of a thank-you. */
export function CommissionsPanel() {
  const t = useTranslations('commissions')
  const [{ view }, setSearch] = useQueryStates(commissionSearch, { history: 'push' })
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <QueueFinding />
      <div className={classes.views}>
        <SegmentedControl
          aria-label={t('views.label')}
          value={view}
          onChange={(chosen) => setSearch({ view: VIEWS.find((one) => one === chosen) ?? 'queue' })}
          data={VIEWS.map((one) => ({ value: one, label: t(`views.${one}`) }))}
        />
      </div>
      <PanelBoundary key={view} minHeight={420}>
        <ViewOf view={view} />
      </PanelBoundary>
    </>
  )
}

function ViewOf({ view }: { view: View }) {
  if (view === 'queue') return <EntryQueue />
  if (view === 'waiting') return <EntryQueue status="waiting" />
  if (view === 'unproposed') return <UnproposedList />
  return <EntryList status={view} />
}

function QueueFinding() {
  const t = useTranslations('commissions.finding')
  const format = useFormat()
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(trpc.commission.queue.queryOptions({}))
  const count = data.totals.reduce((sum, total) => sum + total.count, 0)
  if (count === 0) return <Finding tone="cannot-tell">{t('none')}</Finding>
  const oldest = data.items[0]
  const sum = data.totals.map((total) => format.money(total.sumMinor, total.currency)).join(' + ')
  return (
    <Finding
      detail={oldest ? t('oldest', { when: format.ago(oldest.proposedAt, new Date()) }) : null}
    >
      {t.rich('waits', { count, sum, b: (chunks) => <b>{chunks}</b> })}
    </Finding>
  )
}
