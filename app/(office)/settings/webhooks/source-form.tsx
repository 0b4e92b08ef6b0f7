'use client'

import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '../../../_api/client.tsx'
import { problemOf } from '../../../_api/problem-of.ts'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import { useFieldProblems } from '../../../_ui/use-field-problems.ts'
import { SecretDialog } from './secret-dialog.tsx'

/** The name of a system that may send; then its address and its secret, once. */
export function SourceForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations('webhooks.sources')
  const kit = useTranslations('kit')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const add = useMutation(
    trpc.webhook.addSource.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.webhook.pathFilter()),
    }),
  )
  const problem = useFieldProblems(add.error)
  if (add.data)
    return (
      <SecretDialog
        secret={add.data.secret}
        path={`/api/v1/webhooks/${add.data.id}`}
        onClose={onClose}
      />
    )
  return (
    <Modal opened onClose={onClose} title={t('addTitle')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate({ name })
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('name')}
            description={t('nameHint')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={problem('name')}
            maxLength={80}
            autoComplete="off"
            data-autofocus
          />
          {problemOf(add.error)?.kind === 'invalid' ? null : <ErrorNotice error={add.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {kit('cancel')}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {kit('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
