import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { Prefetched, prefetch, trpc } from '#app/_api/server.tsx'
import { openTo } from '#app/_api/viewer.ts'
import { PanelBoundary } from '#app/_ui/panel-boundary.tsx'
import { loadCommissionSearch } from './commission-search.ts'
import { CommissionsPanel } from './commissions-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('commissions')
  return { title: t('title') }
}

type Props = { searchParams: Promise<SearchParams> }

export default async function CommissionsPage({ searchParams }: Props) {
  await openTo('commission.read')
  const { view } = await loadCommissionSearch(searchParams)
  prefetch(trpc.commission.queue.queryOptions({}))
  if (view !== 'queue' && view !== 'waiting' && view !== 'unproposed')
    prefetch(trpc.commission.list.queryOptions({ status: view }))
  return (
    <Prefetched>
      <PanelBoundary minHeight={640}>
        <CommissionsPanel />
      </PanelBoundary>
    </Prefetched>
  )
}
