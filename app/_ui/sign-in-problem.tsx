'use client'

import { Alert } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { problemOf } from '../_api/problem-of.ts'

/** Why the door stayed shut, without telling whether there is such an account. */
export function SignInProblem({ error }: { error: unknown }) {
  const t = useTranslations('auth.signIn')
  const fields = useTranslations('errors.fields')
  const problem = problemOf(error)
  if (problem?.kind === 'unavailable') {
    const minutes = Math.max(1, Math.ceil(problem.retryAfterSeconds / 60))
    return <Notice>{t('limited', { minutes })}</Notice>
  }
  if (problem?.kind === 'forbidden') return <Notice>{t('noMembership')}</Notice>
  return <Notice>{fields('sign-in.wrong')}</Notice>
}

function Notice({ children }: { children: string }) {
  return (
    <Alert color="red" variant="light" role="alert">
      {children}
    </Alert>
  )
}
