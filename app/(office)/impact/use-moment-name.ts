import { useLocale, useTranslations } from 'next-intl'

type Named = { nameZh: string; nameEn: string }

/** A moment's name in the reader's language, or the words for what states none. */
export function useMomentName(): (moment: Named | null) => string {
  const locale = useLocale()
  const t = useTranslations('impact')
  return (moment) => {
    if (!moment) return t('notStated')
    return locale.startsWith('zh') ? moment.nameZh : moment.nameEn
  }
}
