import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { Prefetched, prefetch, trpc } from '#app/_api/server.tsx'
import { openTo } from '#app/_api/viewer.ts'
import { PanelBoundary } from '#app/_ui/panel-boundary.tsx'
import { ReferralPanel } from './referral-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('referrals.detail')
  return { title: t('title') }
}

type Props = { params: Promise<{ referralId: string }> }

export default async function ReferralPage({ params }: Props) {
  await openTo('referral.read')
  const id = z.uuid().safeParse((await params).referralId)
  if (!id.success) notFound()
  prefetch(trpc.referral.get.queryOptions({ id: id.data }))
  return (
    <Prefetched>
      <PanelBoundary minHeight={640}>
        <ReferralPanel id={id.data} />
      </PanelBoundary>
    </Prefetched>
  )
}
