import { getTranslations } from 'next-intl/server'
import { Prefetched, prefetch, trpc } from '#app/_api/server.tsx'
import { openTo } from '#app/_api/viewer.ts'
import { PanelBoundary } from '#app/_ui/panel-boundary.tsx'
import { PayoutsPanel } from './payouts-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('payouts')
  return { title: t('title') }
}

export default async function PayoutsPage() {
  const viewer = await openTo('payout.read')
  prefetch(trpc.payout.payable.queryOptions({ currency: viewer.membership.currency }))
  prefetch(trpc.payout.list.queryOptions({}))
  return (
    <Prefetched>
      <PanelBoundary minHeight={640}>
        <PayoutsPanel />
      </PanelBoundary>
    </Prefetched>
  )
}
