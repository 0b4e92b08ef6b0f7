'use client'

import { Drawer, UnstyledButton } from '@mantine/core'
import { Menu as MenuIcon } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import classes from './bottom-bar.module.css'
import { Icon } from './icon.tsx'
import type { OfficePlace } from './office.ts'
import { isAt, PlaceList } from './rail.tsx'

/** Four places at the thumb, and the rest behind "more". */
export function BottomBar({ places }: { places: readonly OfficePlace[] }) {
  const t = useTranslations('shell')
  const pathname = usePathname()
  const [openAt, setOpenAt] = useState<string | null>(null)
  return (
    <>
      <nav className={classes.bar} aria-label={t('bottomNavigation')}>
        {places
          .filter((place) => place.isAtThumb)
          .map((place) => (
            <Link
              key={place.href}
              href={place.href}
              className={classes.item}
              aria-current={isAt(pathname, place.href) ? 'page' : undefined}
            >
              <Icon name={place.icon} size={20} />
              <span className={classes.label}>{place.label}</span>
            </Link>
          ))}
        <UnstyledButton
          className={classes.item}
          aria-haspopup="dialog"
          onClick={() => setOpenAt(pathname)}
        >
          <MenuIcon size={20} strokeWidth={1.75} aria-hidden="true" />
          <span className={classes.label}>{t('more')}</span>
        </UnstyledButton>
      </nav>
      {/* Going somewhere closes it: it is open only at the address where it was opened. */}
      <Drawer
        opened={openAt === pathname}
        onClose={() => setOpenAt(null)}
        position="bottom"
        size="auto"
        title={t('menu')}
      >
        <PlaceList places={places} />
      </Drawer>
    </>
  )
}
