'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Seal } from '../../_ui/seal.tsx'
import { Icon } from './icon.tsx'
import type { OfficeOrganization, OfficePlace } from './office.ts'
import { OrganizationSwitcher } from './organization-switcher.tsx'
import classes from './rail.module.css'
import { UserMenu } from './user-menu.tsx'

type RailProps = {
  places: readonly OfficePlace[]
  organizations: readonly OfficeOrganization[]
  onShortcuts: () => void
}

/** The left rail: the office grouped by work. */
export function Rail({ places, organizations, onShortcuts }: RailProps) {
  const t = useTranslations('shell')
  return (
    <aside className={classes.rail} aria-label={t('menu')}>
      <Link href="/" className={classes.brand}>
        <Seal size={30} />
        <span className={classes.name}>{t('brand')}</span>
      </Link>
      <OrganizationSwitcher organizations={organizations} />
      <PlaceList places={places} />
      <UserMenu onShortcuts={onShortcuts} />
    </aside>
  )
}

/** The places in their groups, for the rail and for the phone's drawer. */
export function PlaceList({ places }: { places: readonly OfficePlace[] }) {
  const t = useTranslations('shell')
  const pathname = usePathname()
  const groups = [...new Set(places.map((place) => place.group))]
  return (
    <nav className={classes.nav} aria-label={t('mainNavigation')}>
      {groups.map((group) => (
        <div key={group} className={classes.group}>
          <p className={classes.heading}>{group}</p>
          <ul className={classes.list}>
            {places
              .filter((place) => place.group === group)
              .map((place) => (
                <li key={place.href}>
                  <Link
                    href={place.href}
                    className={classes.place}
                    aria-current={isAt(pathname, place.href) ? 'page' : undefined}
                  >
                    <Icon name={place.icon} />
                    {place.label}
                  </Link>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

export function isAt(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`)
}
