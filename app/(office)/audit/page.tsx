import { getTranslations } from 'next-intl/server'
import { Prefetched, prefetch, trpc } from '#app/_api/server.tsx'
import { openTo } from '#app/_api/viewer.ts'
import { PanelBoundary } from '#app/_ui/panel-boundary.tsx'
import { AuditPanel } from './audit-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('audit')
  return { title: t('title') }
}

export default async function AuditPage() {
  await openTo('audit.read')
  prefetch(trpc.audit.list.queryOptions({}))
  return (
    <Prefetched>
      <PanelBoundary minHeight={640}>
        <AuditPanel />
      </PanelBoundary>
    </Prefetched>
  )
}
