'use client'

import { Button, PasswordInput, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { changePassword } from '../../../_api/door.ts'
import { problemOf } from '../../../_api/problem-of.ts'
import { Card } from '../../../_ui/card.tsx'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import { SignInProblem } from '../../../_ui/sign-in-problem.tsx'
import { useFieldProblems } from '../../../_ui/use-field-problems.ts'

/** Changes the password; every other session of the person ends. */
export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations('settings.profile.password')
  const form = useRef<HTMLFormElement>(null)
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      form.current?.reset()
      notifications.show({ message: t('saved') })
    },
  })
  const problem = useFieldProblems(change.error)
  const kind = problemOf(change.error)?.kind
  return (
    <Card title={t('title')}>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault()
          const data = new FormData(event.currentTarget)
          change.mutate({
            currentPassword: String(data.get('current')),
            newPassword: String(data.get('next')),
          })
        }}
      >
        <Stack gap="md" maw={360}>
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <PasswordInput
            name="current"
            label={t('current')}
            autoComplete="current-password"
            error={problem('currentPassword')}
            required
            withAsterisk={false}
          />
          <PasswordInput
            name="next"
            label={t('next')}
            description={t('hint')}
            autoComplete="new-password"
            error={problem('newPassword')}
            required
            withAsterisk={false}
          />
          {kind === 'unavailable' ? <SignInProblem error={change.error} /> : null}
          {kind === 'invalid' || kind === 'unavailable' ? null : (
            <ErrorNotice error={change.error} />
          )}
          <div>
            <Button type="submit" loading={change.isPending}>
              {t('submit')}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  )
}
