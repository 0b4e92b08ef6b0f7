import { getTranslations } from 'next-intl/server'
import { Prefetched, prefetch, trpc } from '../../../_api/server.tsx'
import { openTo } from '../../../_api/viewer.ts'
import { PanelBoundary } from '../../../_ui/panel-boundary.tsx'
import { ApiKeysPanel } from './api-keys-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('apiKeys')
  return { title: t('title') }
}

export default async function ApiKeysPage() {
  await openTo('api-key.read')
  prefetch(trpc.apiKey.list.queryOptions())
  return (
    <Prefetched>
      <PanelBoundary>
        <ApiKeysPanel />
      </PanelBoundary>
    </Prefetched>
  )
}
