'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import classes from './settings-tabs.module.css'

type SettingsTabsProps = { tabs: readonly { href: string; label: string }[] }

/** The rooms of the settings, as links: each has its own address. */
export function SettingsTabs({ tabs }: SettingsTabsProps) {
  const t = useTranslations('settings')
  const pathname = usePathname()
  return (
    <nav className={classes.tabs} aria-label={t('title')}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          className={classes.tab}
          aria-current={pathname === tab.href ? 'page' : undefined}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}
