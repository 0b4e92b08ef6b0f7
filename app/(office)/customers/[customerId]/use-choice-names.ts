import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { TYPED_SOURCE } from '#server/domain/customer/change/input.ts'
import { EMOTIONS } from '#server/domain/moment/emotion.ts'
import { SHARE_CHANNELS } from '#server/domain/share/share-kind.ts'

/** The names of what is chosen from a short list; what is not on the list is shown as it is written. */
export function useChoiceNames() {
  const t = useTranslations('customers')
  return useMemo(
    () => ({
      emotion(code: string): string {
        const known = EMOTIONS.find((one) => one.code === code)
        return known ? `${known.sign} ${t(`emotions.${known.code}`)}` : code
      },
      channel(code: string): string {
        const known = SHARE_CHANNELS.find((one) => one === code)
        return known ? t(`channels.${known}`) : code
      },
      source(source: string): string {
        const isTyped = source === TYPED_SOURCE
        return isTyped ? t('timeline.typed') : t('timeline.source', { source })
      },
      severity(severity: number): string {
        return severity >= 3
          ? t('severities.3')
          : t(severity === 2 ? 'severities.2' : 'severities.1')
      },
    }),
    [t],
  )
}
