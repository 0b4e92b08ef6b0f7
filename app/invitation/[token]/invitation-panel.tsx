'use client'

import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '../../_api/client.tsx'
import { problemOf } from '../../_api/problem-of.ts'
import { ErrorState } from '../../_ui/error-state.tsx'
import { FrontPage } from '../../_ui/front-page.tsx'
import { JoinForm } from './join-form.tsx'

/** What an invitation leads to. Unknown, used, withdrawn and expired links read alike. */
export function InvitationPanel({ token }: { token: string }) {
  const t = useTranslations('auth.invitation')
  const roles = useTranslations('shell.roles')
  const trpc = useTRPC()
  const { data, error } = useQuery(trpc.access.invitation.queryOptions({ token }))
  if (error)
    return (
      <FrontPage title={t('submit')}>
        {problemOf(error)?.kind === 'not-found' ? (
          <Alert color="red" variant="light" role="alert">
            {t('invalid')}
          </Alert>
        ) : (
          <ErrorState error={error} />
        )}
      </FrontPage>
    )
  if (!data) return null
  return (
    <FrontPage
      title={t('title', { organization: data.organizationName })}
      lead={t('lead', { role: roles(data.role), email: data.email })}
    >
      <JoinForm token={token} email={data.email} isKnown={data.isKnown} />
    </FrontPage>
  )
}
