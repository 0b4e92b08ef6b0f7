import { getTranslations } from 'next-intl/server'
import { Prefetched, prefetch, trpc } from '../../../_api/server.tsx'
import { openTo } from '../../../_api/viewer.ts'
import { PanelBoundary } from '../../../_ui/panel-boundary.tsx'
import { LocationsPanel } from './locations-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('settings.locations')
  return { title: t('title') }
}

export default async function LocationsPage() {
  await openTo('organization.settings')
  prefetch(trpc.location.list.queryOptions())
  return (
    <Prefetched>
      <PanelBoundary>
        <LocationsPanel />
      </PanelBoundary>
    </Prefetched>
  )
}
