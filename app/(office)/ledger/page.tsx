import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { Prefetched, prefetch, trpc } from '#app/_api/server.tsx'
import { openTo } from '#app/_api/viewer.ts'
import { PanelBoundary } from '#app/_ui/panel-boundary.tsx'
import { LedgerPanel } from './ledger-panel.tsx'
import { dayOf, loadLedgerSearch } from './ledger-search.ts'

export async function generateMetadata() {
  const t = await getTranslations('ledger')
  return { title: t('title') }
}

type Props = { searchParams: Promise<SearchParams> }

export default async function LedgerPage({ searchParams }: Props) {
  await openTo('ledger.read')
  const search = await loadLedgerSearch(searchParams)
  const asOf = dayOf(search.asOf)
  prefetch(trpc.ledger.trial.queryOptions(asOf ? { asOf } : {}))
  return (
    <Prefetched>
      <PanelBoundary minHeight={640}>
        <LedgerPanel />
      </PanelBoundary>
    </Prefetched>
  )
}
