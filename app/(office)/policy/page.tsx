import { getTranslations } from 'next-intl/server'
import { Prefetched, prefetch, trpc } from '#app/_api/server.tsx'
import { openTo } from '#app/_api/viewer.ts'
import { PanelBoundary } from '#app/_ui/panel-boundary.tsx'
import { PolicyPanel } from './policy-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('policy')
  return { title: t('title') }
}

export default async function PolicyPage() {
  await openTo('policy.read')
  prefetch(trpc.policy.list.queryOptions())
  return (
    <Prefetched>
      <PanelBoundary minHeight={480}>
        <PolicyPanel />
      </PanelBoundary>
    </Prefetched>
  )
}
