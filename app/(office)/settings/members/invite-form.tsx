'use client'

import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Role } from '#server/domain/role.ts'
import { useTRPC } from '../../../_api/client.tsx'
import { problemOf } from '../../../_api/problem-of.ts'
import { CopyField } from '../../../_ui/copy-field.tsx'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import { useFieldProblems } from '../../../_ui/use-field-problems.ts'
import { RoleFields } from './role-fields.tsx'

/** Makes a link for one person, and shows it once. The least role is proposed. */
export function InviteForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations('settings.members')
  const kit = useTranslations('kit')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [place, setPlace] = useState<{ role: Role; locationId: string | null }>({
    role: 'staff',
    locationId: null,
  })
  const invite = useMutation(
    trpc.invitation.create.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.member.pathFilter()),
    }),
  )
  const problem = useFieldProblems(invite.error)
  if (invite.data)
    return (
      <Modal opened onClose={onClose} title={t('invite')} closeOnClickOutside={false}>
        <Stack gap="md">
          <CopyField label={t('link')} description={t('inviteLead')} value={invite.data.link} />
          <p style={{ margin: 0 }}>
            {invite.data.isMailed ? t('mailed', { email }) : t('notMailed')}
          </p>
          <Group justify="flex-end">
            <Button onClick={onClose}>{kit('close')}</Button>
          </Group>
        </Stack>
      </Modal>
    )
  return (
    <Modal opened onClose={onClose} title={t('invite')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          invite.mutate({ email, ...place })
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('email')}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={problem('email')}
            autoComplete="off"
            data-autofocus
          />
          <RoleFields {...place} onChange={setPlace} roleProblem={problem('role')} />
          {problemOf(invite.error)?.kind === 'invalid' ? null : (
            <ErrorNotice error={invite.error} />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {kit('cancel')}
            </Button>
            <Button type="submit" loading={invite.isPending}>
              {t('createLink')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
