import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { Prefetched, prefetch, trpc } from '#app/_api/server.tsx'
import { openTo } from '#app/_api/viewer.ts'
import { PanelBoundary } from '#app/_ui/panel-boundary.tsx'
import { CustomersPanel } from './customers-panel.tsx'
import { listQuestionOf, loadCustomersSearch } from './customers-search.ts'

export async function generateMetadata() {
  const t = await getTranslations('customers')
  return { title: t('title') }
}

type CustomersPageProps = { searchParams: Promise<SearchParams> }

export default async function CustomersPage({ searchParams }: CustomersPageProps) {
  await openTo('customer.read')
  const search = await loadCustomersSearch(searchParams)
  prefetch(trpc.customer.list.queryOptions(listQuestionOf(search)))
  return (
    <Prefetched>
      <PanelBoundary minHeight={640}>
        <CustomersPanel />
      </PanelBoundary>
    </Prefetched>
  )
}
