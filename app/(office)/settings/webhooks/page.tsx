import { getTranslations } from 'next-intl/server'
import { Prefetched, prefetch, trpc } from '../../../_api/server.tsx'
import { openTo } from '../../../_api/viewer.ts'
import { PanelBoundary } from '../../../_ui/panel-boundary.tsx'
import { WebhooksPanel } from './webhooks-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('webhooks')
  return { title: t('title') }
}

export default async function WebhooksPage() {
  await openTo('webhook.read')
  prefetch(trpc.webhook.overview.queryOptions())
  prefetch(trpc.webhook.deliveries.queryOptions({}))
  prefetch(trpc.webhook.receipts.queryOptions({}))
  return (
    <Prefetched>
      <PanelBoundary minHeight={640}>
        <WebhooksPanel />
      </PanelBoundary>
    </Prefetched>
  )
}
