import { getTranslations } from 'next-intl/server'
import { Prefetched, prefetch, trpc } from '../../_api/server.tsx'
import { PanelBoundary } from '../../_ui/panel-boundary.tsx'
import { InvitationPanel } from './invitation-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('auth.invitation')
  // The address holds the token: it goes to no other site.
  return { title: t('submit'), referrer: 'no-referrer' }
}

export default async function InvitationPage({ params }: PageProps<'/invitation/[token]'>) {
  const { token } = await params
  prefetch(trpc.access.invitation.queryOptions({ token }))
  return (
    <Prefetched>
      <PanelBoundary>
        <InvitationPanel token={token} />
      </PanelBoundary>
    </Prefetched>
  )
}
