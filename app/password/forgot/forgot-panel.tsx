'use client'

import { Alert, Anchor, Button, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { requestPasswordLink } from '../../_api/door.ts'
import { problemOf } from '../../_api/problem-of.ts'
import { ErrorNotice } from '../../_ui/error-notice.tsx'
import { SignInProblem } from '../../_ui/sign-in-problem.tsx'

/** Asks for a link. The answer is the same whether there is such an account or not. */
export function ForgotPanel() {
  const t = useTranslations('auth')
  const ask = useMutation({ mutationFn: requestPasswordLink })
  const isLimited = problemOf(ask.error)?.kind === 'unavailable'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        ask.mutate({ email: String(new FormData(event.currentTarget).get('email')) })
      }}
    >
      <Stack gap="md">
        {ask.isSuccess ? (
          <Alert color="accent" variant="light" role="status">
            {t('forgot.done')}
          </Alert>
        ) : (
          <>
            <TextInput
              name="email"
              type="email"
              label={t('signIn.email')}
              autoComplete="username"
              required
              withAsterisk={false}
              size="md"
            />
            {isLimited ? <SignInProblem error={ask.error} /> : <ErrorNotice error={ask.error} />}
            <Button type="submit" size="md" loading={ask.isPending}>
              {t('forgot.submit')}
            </Button>
          </>
        )}
        <p style={{ margin: 0, color: 'var(--quiet)' }}>{t('forgot.noMail')}</p>
        <Anchor component={Link} href="/sign-in" size="sm">
          {t('forgot.back')}
        </Anchor>
      </Stack>
    </form>
  )
}
