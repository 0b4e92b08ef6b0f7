'use client'

import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { signIn } from '../_api/door.ts'
import { problemOf } from '../_api/problem-of.ts'
import { ErrorNotice } from './error-notice.tsx'
import { SignInProblem } from './sign-in-problem.tsx'

type SignInFormProps = {
  /** Filled in already, where it is known who was here. */
  email?: string
  onSuccess: (email: string) => void
}

/** E-mail and password; on its page, and over any page whose session has ended. */
export function SignInForm({ email = '', onSuccess }: SignInFormProps) {
  const t = useTranslations('auth.signIn')
  const enter = useMutation({
    mutationFn: signIn,
    onSuccess: (_, input) => onSuccess(input.email.trim().toLowerCase()),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        enter.mutate({ email: String(form.get('email')), password: String(form.get('password')) })
      }}
    >
      <Stack gap="md">
        <TextInput
          name="email"
          type="email"
          label={t('email')}
          defaultValue={email}
          autoComplete="username"
          autoFocus={email === ''}
          required
          withAsterisk={false}
          size="md"
        />
        <PasswordInput
          name="password"
          label={t('password')}
          autoComplete="current-password"
          autoFocus={email !== ''}
          required
          withAsterisk={false}
          size="md"
        />
        {problemOf(enter.error) ? (
          <SignInProblem error={enter.error} />
        ) : (
          <ErrorNotice error={enter.error} />
        )}
        <Button type="submit" size="md" loading={enter.isPending}>
          {t('submit')}
        </Button>
      </Stack>
    </form>
  )
}
