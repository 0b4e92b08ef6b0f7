'use client'

import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '../../_api/client.tsx'
import { signIn } from '../../_api/door.ts'
import { problemOf } from '../../_api/problem-of.ts'
import { ErrorNotice } from '../../_ui/error-notice.tsx'
import { useFieldProblems } from '../../_ui/use-field-problems.ts'

type JoinFormProps = { token: string; email: string; isKnown: boolean }

/** Somebody new chooses name and password, somebody known proves themselves; then both are signed in. */
export function JoinForm({ token, email, isKnown }: JoinFormProps) {
  const t = useTranslations('auth')
  const trpc = useTRPC()
  const join = useMutation(
    trpc.access.acceptInvitation.mutationOptions({
      onSuccess: async (_, { password }) => {
        await signIn({ email, password }).catch(() => undefined)
        window.location.assign('/')
      },
    }),
  )
  const problem = useFieldProblems(join.error)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        const name = isKnown ? null : String(form.get('name'))
        join.mutate({ token, name, password: String(form.get('password')) })
      }}
    >
      <Stack gap="md">
        {isKnown ? (
          <p style={{ margin: 0 }}>{t('invitation.known')}</p>
        ) : (
          <TextInput
            name="name"
            label={t('invitation.name')}
            autoComplete="name"
            error={problem('name')}
            required
            withAsterisk={false}
            size="md"
          />
        )}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordInput
          name="password"
          label={isKnown ? t('invitation.currentPassword') : t('invitation.password')}
          description={isKnown ? undefined : t('reset.hint')}
          autoComplete={isKnown ? 'current-password' : 'new-password'}
          error={problem('password')}
          required
          withAsterisk={false}
          size="md"
        />
        {problemOf(join.error)?.kind === 'invalid' ? null : <ErrorNotice error={join.error} />}
        <Button type="submit" size="md" loading={join.isPending}>
          {t('invitation.submit')}
        </Button>
      </Stack>
    </form>
  )
}
