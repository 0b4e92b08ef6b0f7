import { getTranslations } from 'next-intl/server'
import { Prefetched, prefetch, trpc } from '../../../_api/server.tsx'
import { openTo } from '../../../_api/viewer.ts'
import { PanelBoundary } from '../../../_ui/panel-boundary.tsx'
import { MembersPanel } from './members-panel.tsx'

export async function generateMetadata() {
  const t = await getTranslations('settings.members')
  return { title: t('title') }
}

export default async function MembersPage() {
  await openTo('member.read')
  prefetch(trpc.member.list.queryOptions())
  return (
    <Prefetched>
      <PanelBoundary>
        <MembersPanel />
      </PanelBoundary>
    </Prefetched>
  )
}
