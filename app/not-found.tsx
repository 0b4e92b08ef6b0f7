import { getTranslations } from 'next-intl/server'
import { ButtonLink } from './_ui/button-link.tsx'
import { EmptyState } from './_ui/empty-state.tsx'

export default async function NotFoundPage() {
  const t = await getTranslations('errors.pageNotFound')
  return (
    <main style={{ margin: '10vh auto' }}>
      <EmptyState
        isPage
        title={t('title')}
        action={<ButtonLink href="/">{t('action')}</ButtonLink>}
      >
        {t('hint')}
      </EmptyState>
    </main>
  )
}
