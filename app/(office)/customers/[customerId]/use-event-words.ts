import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useFormat } from '#app/_format/use-format.ts'
import { useChoiceNames } from './use-choice-names.ts'

/**
 * Everything that an event needs to be told, made once for the whole line: a translator for each of a thousand events would
 * cost more than the events.
 */
export function useEventWords() {
  const locale = useLocale()
  const t = useTranslations('customers.timeline')
  const thanks = useTranslations('customerThanks')
  const format = useFormat()
  const names = useChoiceNames()
  return useMemo(
    () => ({ t, thanks, format, names, isChinese: locale.startsWith('zh') }),
    [t, thanks, format, names, locale],
  )
}

export type EventWords = ReturnType<typeof useEventWords>
