'use client'

import { Alert } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { problemOf, requestIdOf } from '../_api/problem-of.ts'
import { useErrorWords } from './use-error-words.ts'

/** Why a form was refused, above its button. Says nothing when there is no error or the fields say it themselves. */
export function ErrorNotice({ error }: { error: unknown }) {
  const t = useTranslations('errors')
  const words = useErrorWords()
  if (!error) return null
  const { title, hint } = words(error)
  const requestId = problemOf(error) ? null : requestIdOf(error)
  return (
    <Alert color="red" variant="light" title={title} role="alert">
      {hint}
      {requestId ? (
        <>
          {' '}
          {t('requestId')} <code>{requestId}</code>
        </>
      ) : null}
    </Alert>
  )
}
