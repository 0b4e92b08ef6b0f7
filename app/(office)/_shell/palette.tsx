'use client'

import { useMantineColorScheme } from '@mantine/core'
import { Spotlight, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight'
import { Languages, LogOut, MoonStar, Search, UserRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { Icon } from './icon.tsx'
import type { OfficePlace } from './office.ts'
import { usePreferences } from './use-preferences.ts'
import { leave } from './user-menu.tsx'

/** ⌘K or Ctrl K: goes anywhere and does the small things. */
export function Palette({ places }: { places: readonly OfficePlace[] }) {
  const t = useTranslations('shell')
  const actions = useActions(places)
  return (
    <Spotlight
      actions={actions}
      shortcut={['mod + K']}
      nothingFound={t('palette.nothing')}
      highlightQuery
      searchProps={{
        leftSection: <Search size={18} aria-hidden="true" />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
      }}
    />
  )
}

function useActions(places: readonly OfficePlace[]): SpotlightActionGroupData[] {
  const t = useTranslations('shell')
  const router = useRouter()
  const locale = useLocale()
  const { colorScheme } = useMantineColorScheme()
  const preferences = usePreferences()
  const otherLocale = locale === 'en' ? 'zh-CN' : 'en'
  const otherScheme = colorScheme === 'dark' ? 'light' : 'dark'
  return [
    {
      group: t('palette.pages'),
      actions: places.map((place) => ({
        id: place.href,
        label: place.label,
        keywords: [place.href.slice(1)],
        leftSection: <Icon name={place.icon} />,
        onClick: () => router.push(place.href),
      })),
    },
    {
      group: t('palette.actions'),
      actions: [
        {
          id: 'language',
          label: t(`languages.${otherLocale}`),
          description: t('user.language'),
          keywords: ['language', '语言'],
          leftSection: <Languages size={18} aria-hidden="true" />,
          onClick: () => preferences.change({ locale: otherLocale }),
        },
        {
          id: 'appearance',
          label: t(`user.${otherScheme}`),
          description: t('user.theme'),
          keywords: ['theme', '外观'],
          leftSection: <MoonStar size={18} aria-hidden="true" />,
          onClick: () => preferences.change({ colorScheme: otherScheme }),
        },
        {
          id: 'profile',
          label: t('pages.profile'),
          leftSection: <UserRound size={18} aria-hidden="true" />,
          onClick: () => router.push('/settings/profile'),
        },
        {
          id: 'sign-out',
          label: t('user.signOut'),
          leftSection: <LogOut size={18} aria-hidden="true" />,
          onClick: () => void leave(),
        },
      ],
    },
  ]
}

/** Opens the palette from a button or a key. */
export function openPalette(): void {
  spotlight.open()
}
