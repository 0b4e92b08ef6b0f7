import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { Prefetched, prefetch, trpc } from '#app/_api/server.tsx'
import { openTo } from '#app/_api/viewer.ts'
import { PanelBoundary } from '#app/_ui/panel-boundary.tsx'
import { BatchPanel } from './batch-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('payouts')
  return { title: t('title') }
}

export default async function BatchPage({ params }: { params: Promise<{ batchId: string }> }) {
  await openTo('payout.read')
  const id = z.uuid().safeParse((await params).batchId)
  if (!id.success) notFound()
  prefetch(trpc.payout.get.queryOptions({ id: id.data }))
  return (
    <Prefetched>
      <PanelBoundary minHeight={640}>
        <BatchPanel id={id.data} />
      </PanelBoundary>
    </Prefetched>
  )
}
