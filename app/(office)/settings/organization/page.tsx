import { getTranslations } from 'next-intl/server'
import { Prefetched, prefetch, trpc } from '../../../_api/server.tsx'
import { openTo } from '../../../_api/viewer.ts'
import { PanelBoundary } from '../../../_ui/panel-boundary.tsx'
import { OrganizationPanel } from './organization-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('settings.organization')
  return { title: t('title') }
}

export default async function OrganizationPage() {
  await openTo('organization.settings')
  prefetch(trpc.organization.settings.queryOptions())
  return (
    <Prefetched>
      <PanelBoundary>
        <OrganizationPanel />
      </PanelBoundary>
    </Prefetched>
  )
}
