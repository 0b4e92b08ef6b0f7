'use client'

import { Alert, Button, PasswordInput, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { resetPassword } from '../../../_api/door.ts'
import { problemOf } from '../../../_api/problem-of.ts'
import { ButtonLink } from '../../../_ui/button-link.tsx'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import { useFieldProblems } from '../../../_ui/use-field-problems.ts'

/** Sets a new password with a link that works once. Every session of the person ends. */
export function ResetPanel({ token }: { token: string }) {
  const t = useTranslations('auth')
  const save = useMutation({ mutationFn: resetPassword })
  const problem = useFieldProblems(save.error)
  if (save.isSuccess)
    return (
      <Stack>
        <Alert color="accent" variant="light" role="status">
          {t('reset.done')}
        </Alert>
        <ButtonLink href="/sign-in" size="md">
          {t('signIn.submit')}
        </ButtonLink>
      </Stack>
    )
  if (problemOf(save.error)?.kind === 'not-found')
    return (
      <Stack>
        <Alert color="red" variant="light" role="alert">
          {t('reset.invalid')}
        </Alert>
        <ButtonLink href="/password/forgot" size="md">
          {t('forgot.title')}
        </ButtonLink>
      </Stack>
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const newPassword = String(new FormData(event.currentTarget).get('password'))
        save.mutate({ token, newPassword })
      }}
    >
      <Stack gap="md">
        <PasswordInput
          name="password"
          label={t('reset.password')}
          description={t('reset.hint')}
          autoComplete="new-password"
          error={problem('newPassword')}
          required
          withAsterisk={false}
          size="md"
        />
        {problemOf(save.error)?.kind === 'invalid' ? null : <ErrorNotice error={save.error} />}
        <Button type="submit" size="md" loading={save.isPending}>
          {t('reset.submit')}
        </Button>
      </Stack>
    </form>
  )
}
