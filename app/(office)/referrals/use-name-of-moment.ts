import { useLocale } from 'next-intl'

type MaybeNamed = { momentNameZh: string | null; momentNameEn: string | null }

/** The moment that made them tell, in the reader's language; nothing where none was named. */
export function useNameOfMoment(): (row: MaybeNamed) => string {
  const locale = useLocale()
  return (row) => (locale.startsWith('zh') ? row.momentNameZh : row.momentNameEn) ?? ''
}
