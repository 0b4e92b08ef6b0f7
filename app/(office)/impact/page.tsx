import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { Prefetched, prefetch, trpc } from '#app/_api/server.tsx'
import { openTo } from '#app/_api/viewer.ts'
import { PanelBoundary } from '#app/_ui/panel-boundary.tsx'
import { ImpactPanel } from './impact-panel.tsx'
import { loadImpactSearch, questionOf } from './impact-search.ts'

export async function generateMetadata() {
  const t = await getTranslations('impact')
  return { title: t('title') }
}

export default async function ImpactPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>
}) {
  await openTo('impact.read')
  const search = await loadImpactSearch(searchParams)
  const { period, locationNo } = questionOf(search)
  prefetch(trpc.impact.byMoment.queryOptions(questionOf(search)))
  prefetch(trpc.impact.worthIt.queryOptions({ period, locationNo }))
  if (search.open) {
    const opened = { period, locationNo, ...search.open, cursor: null }
    prefetch(trpc.impact.exposuresBehind.queryOptions(opened))
  }
  return (
    <Prefetched>
      <PanelBoundary minHeight={720}>
        <ImpactPanel />
      </PanelBoundary>
    </Prefetched>
  )
}
