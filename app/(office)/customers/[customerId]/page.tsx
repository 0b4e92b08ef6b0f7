import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { Prefetched, prefetch, trpc } from '#app/_api/server.tsx'
import { openTo } from '#app/_api/viewer.ts'
import { PanelBoundary } from '#app/_ui/panel-boundary.tsx'
import { CustomerHeader } from './customer-header.tsx'
import { TimelinePanel } from './timeline-panel.tsx'
import { loadTimelineSearch, timelineQuestionOf } from './timeline-search.ts'

export async function generateMetadata() {
  const t = await getTranslations('customers')
  return { title: t('title') }
}

type CustomerPageProps = {
  params: Promise<{ customerId: string }>
  searchParams: Promise<SearchParams>
}

export default async function CustomerPage({ params, searchParams }: CustomerPageProps) {
  await openTo('customer.read')
  const { customerId } = await params
  const search = await loadTimelineSearch(searchParams)
  prefetch(trpc.customer.get.queryOptions({ customerId }))
  prefetch(
    trpc.customer.timeline.infiniteQueryOptions(timelineQuestionOf(customerId, search), {
      getNextPageParam: (page) => page.nextCursor,
    }),
  )
  return (
    <Prefetched>
      <PanelBoundary minHeight={160}>
        <CustomerHeader customerId={customerId} />
        <TimelinePanel customerId={customerId} />
      </PanelBoundary>
    </Prefetched>
  )
}
