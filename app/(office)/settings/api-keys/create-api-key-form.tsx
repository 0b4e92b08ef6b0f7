'use client'

import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SCOPES, type Scope } from '#server/domain/api-key/scope.ts'
import { useTRPC } from '../../../_api/client.tsx'
import { problemOf } from '../../../_api/problem-of.ts'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import { useFieldProblems } from '../../../_ui/use-field-problems.ts'
import { SecretShown } from './secret-shown.tsx'

const EXPIRIES = { days90: 90, days365: 365, never: null } as const
type Expiry = keyof typeof EXPIRIES
const EXPIRY_NAMES = ['days90', 'days365', 'never'] as const satisfies Expiry[]

/** Makes a key for one system, and shows its secret once. The least is proposed: experiences, for a year. */
export function CreateApiKeyForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations('apiKeys')
  const kit = useTranslations('kit')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<Scope[]>(['experiences:write'])
  const [expiry, setExpiry] = useState<Expiry>('days365')
  const create = useMutation(
    trpc.apiKey.create.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.apiKey.pathFilter()),
    }),
  )
  const problem = useFieldProblems(create.error)
  if (create.data) return <SecretShown name={name} secret={create.data.secret} onClose={onClose} />
  return (
    <Modal opened onClose={onClose} title={t('create')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate({ name, scopes, expiresInDays: EXPIRIES[expiry] })
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('name')}
            description={t('nameHint')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={problem('name')}
            autoComplete="off"
            data-autofocus
          />
          <Checkbox.Group
            label={t('scopes')}
            value={scopes}
            onChange={(chosen) => setScopes(SCOPES.filter((scope) => chosen.includes(scope)))}
            error={problem('scopes')}
          >
            <Stack gap="xs" mt="xs">
              {SCOPES.map((scope) => (
                <Checkbox key={scope} value={scope} label={t(`scopeOf.${scope}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Select
            label={t('expiry')}
            data={EXPIRY_NAMES.map((value) => ({ value, label: t(`expiryOf.${value}`) }))}
            value={expiry}
            allowDeselect={false}
            onChange={(value) => setExpiry(EXPIRY_NAMES.find((one) => one === value) ?? expiry)}
          />
          {problemOf(create.error)?.kind === 'invalid' ? null : (
            <ErrorNotice error={create.error} />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {kit('cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('createSubmit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
