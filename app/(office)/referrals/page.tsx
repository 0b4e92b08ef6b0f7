import { getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { Prefetched, prefetch, trpc } from '#app/_api/server.tsx'
import { openTo } from '#app/_api/viewer.ts'
import { PanelBoundary } from '#app/_ui/panel-boundary.tsx'
import { bucketOf, listQuestionOf, loadReferralSearch, periodOf } from './referral-search.ts'
import { ReferralsPanel } from './referrals-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('referrals')
  return { title: t('title') }
}

type Props = { searchParams: Promise<SearchParams> }

export default async function ReferralsPage({ searchParams }: Props) {
  await openTo('referral.read')
  const search = await loadReferralSearch(searchParams)
  const period = periodOf(search)
  prefetch(trpc.referral.funnel.queryOptions({ period }))
  prefetch(trpc.referral.overTime.queryOptions({ period, bucket: bucketOf(search) }))
  prefetch(trpc.referral.list.queryOptions(listQuestionOf(search)))
  return (
    <Prefetched>
      <PanelBoundary minHeight={720}>
        <ReferralsPanel />
      </PanelBoundary>
    </Prefetched>
  )
}
