'use client'

import { ActionIcon } from '@mantine/core'
import { Search } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, Suspense, useState } from 'react'
import { useViewer } from '../../_api/use-viewer.tsx'
import { KeyboardHint } from '../../_ui/keyboard-hint.tsx'
import { Seal } from '../../_ui/seal.tsx'
import { AlarmNotice } from './alarm-notice.tsx'
import { BottomBar } from './bottom-bar.tsx'
import type { OfficeOrganization, OfficePlace } from './office.ts'
import classes from './office-shell.module.css'
import { openPalette, Palette } from './palette.tsx'
import { Rail } from './rail.tsx'
import { SessionEnded } from './session-ended.tsx'
import { ShortcutList } from './shortcut-list.tsx'
import { TodayStrip, type WaitingPlaces } from './today-strip.tsx'
import { useOfficeShortcuts } from './use-office-shortcuts.ts'
import { UserMenu } from './user-menu.tsx'

type OfficeShellProps = {
  places: readonly OfficePlace[]
  organizations: readonly OfficeOrganization[]
  waitingPlaces: WaitingPlaces
  children: ReactNode
}

/** One shell for all roles: rail, strip, page, and on a phone the bar at the thumb. */
export function OfficeShell(props: OfficeShellProps) {
  const t = useTranslations('shell')
  const viewer = useViewer()
  const [isListOpen, setIsListOpen] = useState(false)
  const openList = () => setIsListOpen(true)
  useOfficeShortcuts(props.places, openList)
  return (
    <div className={classes.office}>
      <a href="#content" className={classes.skip}>
        {t('skip')}
      </a>
      <div className={classes.rail}>
        <Rail places={props.places} organizations={props.organizations} onShortcuts={openList} />
      </div>
      <div className={classes.desk}>
        <header className={classes.top}>
          <div className={classes.phone}>
            <Link href="/" aria-label={t('brand')} className={classes.seal}>
              <Seal size={28} />
            </Link>
            <span className={classes.organization}>{viewer.organizationName}</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={t('palette.open')}
              onClick={openPalette}
            >
              <Search size={20} aria-hidden="true" />
            </ActionIcon>
            <UserMenu onShortcuts={openList} />
          </div>
          <div className={classes.strip}>
            <Suspense fallback={<span />}>
              <TodayStrip places={props.waitingPlaces} />
            </Suspense>
            <button type="button" className={classes.search} onClick={openPalette}>
              <Search size={15} aria-hidden="true" />
              <span>{t('palette.open')}</span>
              <KeyboardHint keys={['Ctrl', 'K']} />
            </button>
          </div>
        </header>
        <main id="content" tabIndex={-1} className={classes.page}>
          <Suspense fallback={null}>
            <AlarmNotice />
          </Suspense>
          {props.children}
        </main>
      </div>
      <BottomBar places={props.places} />
      <Palette places={props.places} />
      <ShortcutList
        places={props.places}
        isOpen={isListOpen}
        onClose={() => setIsListOpen(false)}
      />
      <SessionEnded />
    </div>
  )
}
