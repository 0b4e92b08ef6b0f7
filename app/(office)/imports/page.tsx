import { getTranslations } from 'next-intl/server'
import { Prefetched, prefetch, trpc } from '../../_api/server.tsx'
import { openTo } from '../../_api/viewer.ts'
import { PanelBoundary } from '../../_ui/panel-boundary.tsx'
import { ImportsPanel } from './imports-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('imports')
  return { title: t('title') }
}

export default async function ImportsPage() {
  await openTo('import.read')
  prefetch(trpc.import.list.queryOptions({ before: null }))
  return (
    <Prefetched>
      <PanelBoundary minHeight={560}>
        <ImportsPanel />
      </PanelBoundary>
    </Prefetched>
  )
}
