import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { Prefetched, prefetch, trpc } from '#app/_api/server.tsx'
import { openTo } from '#app/_api/viewer.ts'
import { PanelBoundary } from '#app/_ui/panel-boundary.tsx'
import { CommissionPanel } from './commission-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('commissions.detail')
  return { title: t('title') }
}

export default async function CommissionPage({
  params,
}: {
  params: Promise<{ commissionId: string }>
}) {
  await openTo('commission.read')
  const id = z.uuid().safeParse((await params).commissionId)
  if (!id.success) notFound()
  prefetch(trpc.commission.get.queryOptions({ id: id.data }))
  return (
    <Prefetched>
      <PanelBoundary minHeight={640}>
        <CommissionPanel id={id.data} />
      </PanelBoundary>
    </Prefetched>
  )
}
