'use client'

import { mergeThemeOverrides } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { theme } from '../theme.ts'

/** Our theme with the names of its unlabelled buttons in the reader's language. */
export function useMantineWords() {
  const t = useTranslations('kit')
  return useMemo(() => {
    const close = { closeButtonProps: { 'aria-label': t('close') } }
    return mergeThemeOverrides(theme, {
      components: {
        Modal: { defaultProps: close },
        Drawer: { defaultProps: close },
        Notification: { defaultProps: close },
        Alert: { defaultProps: { closeButtonLabel: t('close') } },
        Select: { defaultProps: { clearButtonProps: { 'aria-label': t('clear') } } },
        MultiSelect: { defaultProps: { clearButtonProps: { 'aria-label': t('clear') } } },
        PasswordInput: {
          defaultProps: { visibilityToggleButtonProps: { 'aria-label': t('showPassword') } },
        },
        DatePicker: { defaultProps: { ariaLabels: calendarLabels(t) } },
        DatePickerInput: { defaultProps: { ariaLabels: calendarLabels(t) } },
      },
    })
  }, [t])
}

function calendarLabels(t: ReturnType<typeof useTranslations<'kit'>>) {
  return {
    nextMonth: t('period.nextMonth'),
    previousMonth: t('period.previousMonth'),
    nextYear: t('period.nextYear'),
    previousYear: t('period.previousYear'),
    nextDecade: t('period.nextDecade'),
    previousDecade: t('period.previousDecade'),
    monthLevelControl: t('period.chooseMonth'),
    yearLevelControl: t('period.chooseYear'),
  }
}
