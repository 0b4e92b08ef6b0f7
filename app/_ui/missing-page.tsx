import { getTranslations } from 'next-intl/server'
import { ButtonLink } from './button-link.tsx'
import { EmptyState } from './empty-state.tsx'

/** There is no such page, or none for this role; both read alike. */
export async function MissingPage() {
  const t = await getTranslations('errors.pageNotFound')
  return (
    <EmptyState isPage title={t('title')} action={<ButtonLink href="/">{t('action')}</ButtonLink>}>
      {t('hint')}
    </EmptyState>
  )
}
