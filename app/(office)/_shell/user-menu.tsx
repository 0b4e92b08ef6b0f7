'use client'

import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { Check, Keyboard, LogOut, UserRound } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { signOut } from '../../_api/door.ts'
import { useViewer } from '../../_api/use-viewer.tsx'
import { usePreferences } from './use-preferences.ts'
import classes from './user-menu.module.css'

const LOCALES = ['zh-CN', 'en'] as const
const SCHEMES = ['light', 'dark', 'auto'] as const

/** The person's own corner: language, appearance, profile, the way out. */
export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const t = useTranslations('shell')
  const viewer = useViewer()
  const locale = useLocale()
  const { colorScheme } = useMantineColorScheme()
  const preferences = usePreferences()
  const tick = <Check size={16} aria-hidden="true" />
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <UnstyledButton
          className={classes.button}
          aria-label={t('user.label', { name: viewer.name })}
        >
          <span className={classes.face} aria-hidden="true">
            {initial(viewer.name)}
          </span>
          <span className={classes.name}>{viewer.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('user.language')}</Menu.Label>
        {LOCALES.map((one) => (
          <Menu.Item
            key={one}
            lang={one}
            onClick={() => preferences.change({ locale: one })}
            rightSection={one === locale ? tick : null}
          >
            {t(`languages.${one}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('user.theme')}</Menu.Label>
        {SCHEMES.map((one) => (
          <Menu.Item
            key={one}
            onClick={() => preferences.change({ colorScheme: one })}
            rightSection={one === colorScheme ? tick : null}
          >
            {t(`user.${one}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          component={Link}
          href="/settings/profile"
          leftSection={<UserRound size={16} aria-hidden="true" />}
        >
          {t('pages.profile')}
        </Menu.Item>
        <Menu.Item onClick={onShortcuts} leftSection={<Keyboard size={16} aria-hidden="true" />}>
          {t('user.shortcuts')}
        </Menu.Item>
        <Menu.Item onClick={leave} leftSection={<LogOut size={16} aria-hidden="true" />}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Ends the session and leaves with a fresh page, so that nothing of it stays in memory. */
export async function leave(): Promise<void> {
  await signOut().catch(() => undefined)
  window.location.assign('/sign-in')
}

/** The family name of a Chinese person, the first letter of others. */
function initial(name: string): string {
  return [...name.trim()][0]?.toUpperCase() ?? '·'
}
