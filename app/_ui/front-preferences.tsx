'use client'

import { Button, useMantineColorScheme } from '@mantine/core'
import { MoonStar, Sun } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import classes from './front-preferences.module.css'
import { writeCookie } from './write-cookie.ts'

/** Language and appearance before anybody is signed in: kept in this browser. */
export function FrontPreferences() {
  const t = useTranslations('shell')
  const locale = useLocale()
  const router = useRouter()
  const { setColorScheme } = useMantineColorScheme()
  const other = locale === 'en' ? 'zh-CN' : 'en'
  function turn() {
    const isDark = document.documentElement.dataset.mantineColorScheme === 'dark'
    setColorScheme(isDark ? 'light' : 'dark')
  }
  return (
    <p className={classes.row}>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        lang={other}
        onClick={() => {
          writeCookie('locale', other)
          router.refresh()
        }}
      >
        {t(`languages.${other}`)}
      </Button>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-label={t('user.theme')}
        title={t('user.theme')}
        onClick={turn}
      >
        <Sun size={16} aria-hidden="true" className={classes.day} />
        <MoonStar size={16} aria-hidden="true" className={classes.night} />
      </Button>
    </p>
  )
}
