import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { hasMoney } from '../_api/has-money.ts'
import { Prefetched, prefetch, trpc } from '../_api/server.tsx'
import { ViewerProvider } from '../_api/use-viewer.tsx'
import { requireViewer, type Viewer } from '../_api/viewer.ts'
import { formatBusinessDay } from '../_format/day.ts'
import { placesFor, thumbPlacesFor } from './_shell/navigation.ts'
import type { OfficePlace } from './_shell/office.ts'
import { OfficeShell } from './_shell/office-shell.tsx'

export default async function OfficeLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer()
  const t = await getTranslations('shell.roles')
  prefetch(trpc.shell.today.queryOptions())
  return (
    <ViewerProvider value={factsOf(viewer)}>
      <Prefetched>
        <OfficeShell
          places={await namedPlaces(viewer)}
          organizations={viewer.memberships.map((one) => ({
            id: one.organization_id,
            name: one.organization_name,
            role: t(one.role),
          }))}
          waitingPlaces={waitingPlacesOf(viewer)}
        >
          {children}
        </OfficeShell>
      </Prefetched>
    </ViewerProvider>
  )
}

function factsOf({ user, membership }: Viewer) {
  return {
    name: user.name,
    email: user.email,
    role: membership.role,
    organizationId: membership.organization_id,
    organizationName: membership.organization_name,
    currency: membership.currency,
    timeZone: membership.time_zone,
    today: formatBusinessDay(new Date(), membership.time_zone),
  }
}

/** Named on the server, so that no name of a place about money travels to those who may not see it. */
async function namedPlaces({ membership: { role } }: Viewer): Promise<OfficePlace[]> {
  const t = await getTranslations('shell')
  const money = await getTranslations('moneyShell')
  const atThumb: readonly string[] = thumbPlacesFor(role)
  return placesFor(role).map((place) => ({
    href: place.href,
    icon: place.icon,
    letter: place.letter,
    label: place.group === 'money' ? money(`pages.${place.key}`) : t(`pages.${place.key}`),
    group: place.group === 'money' ? money('group') : t(`groups.${place.group}`),
    isAtThumb: atThumb.includes(place.key),
  }))
}

function waitingPlacesOf({ membership: { role } }: Viewer) {
  const plain = { confirm: '/referrals' }
  return hasMoney(role) ? { ...plain, approve: '/commissions', release: '/payouts' } : plain
}
