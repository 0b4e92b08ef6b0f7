import { getTranslations } from 'next-intl/server'
import { Prefetched, prefetch, trpc } from '#app/_api/server.tsx'
import { openTo } from '#app/_api/viewer.ts'
import { PanelBoundary } from '#app/_ui/panel-boundary.tsx'
import { RecordPanel } from './record-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('record')
  return { title: t('title') }
}

export default async function RecordPage() {
  await openTo('experience.record')
  prefetch(trpc.record.choices.queryOptions())
  return (
    <Prefetched>
      <PanelBoundary minHeight={640}>
        <RecordPanel />
      </PanelBoundary>
    </Prefetched>
  )
}
