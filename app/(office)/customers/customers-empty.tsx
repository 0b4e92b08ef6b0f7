import { useTranslations } from 'next-intl'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { ButtonLink } from '#app/_ui/button-link.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { can } from '#server/domain/permission.ts'

/** No customer: because there is none yet, or because the text finds none. */
export function CustomersEmpty({ text }: { text: string }) {
  const t = useTranslations('customers')
  const { role } = useViewer()
  if (text !== '')
    return (
      <EmptyState
        title={t('search.none', { text })}
        action={
          <ButtonLink href="/customers" variant="default">
            {t('search.clear')}
          </ButtonLink>
        }
      >
        {t('search.noneHint')}
      </EmptyState>
    )
  return (
    <EmptyState
      title={t('empty.title')}
      action={
        can(role, 'import.run') ? (
          <ButtonLink href="/imports">{t('empty.import')}</ButtonLink>
        ) : undefined
      }
    >
      {t('empty.text')}
    </EmptyState>
  )
}
