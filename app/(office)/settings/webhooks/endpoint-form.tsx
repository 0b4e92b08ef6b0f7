'use client'

import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { WEBHOOK_EVENT_TYPES } from '#server/domain/webhook/event-type.ts'
import { useTRPC } from '../../../_api/client.tsx'
import { problemOf } from '../../../_api/problem-of.ts'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import { useFieldProblems } from '../../../_ui/use-field-problems.ts'
import { SecretDialog } from './secret-dialog.tsx'
import type { WebhookEndpoint } from './webhook.ts'

type EndpointFormProps = {
  /** Null adds a new one. */
  endpoint: WebhookEndpoint | null
  onClose: () => void
}

/** Where another system listens, and what for. A new one's secret is shown once. */
export function EndpointForm({ endpoint, onClose }: EndpointFormProps) {
  const t = useTranslations('webhooks.endpoints')
  const events = useTranslations('webhooks.events')
  const kit = useTranslations('kit')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [url, setUrl] = useState(endpoint?.url ?? '')
  const [description, setDescription] = useState(endpoint?.description ?? '')
  const [chosen, setChosen] = useState<readonly string[]>(
    endpoint?.eventTypes ?? WEBHOOK_EVENT_TYPES,
  )
  const refresh = () => client.invalidateQueries(trpc.webhook.pathFilter())
  const add = useMutation(trpc.webhook.addEndpoint.mutationOptions({ onSuccess: refresh }))
  const change = useMutation(
    trpc.webhook.changeEndpoint.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t('saved') })
        onClose()
        return refresh()
      },
    }),
  )
  const save = endpoint ? change : add
  const problem = useFieldProblems(save.error)
  if (add.data) return <SecretDialog secret={add.data.secret} onClose={onClose} />
  return (
    <Modal opened onClose={onClose} title={endpoint ? t('changeTitle') : t('add')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const eventTypes = WEBHOOK_EVENT_TYPES.filter((type) => chosen.includes(type))
          if (endpoint) change.mutate({ endpointId: endpoint.id, url, description, eventTypes })
          else add.mutate({ url, description, eventTypes })
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('url')}
            description={t('urlHint')}
            type="url"
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
            error={problem('url')}
            autoComplete="off"
            data-autofocus
          />
          <TextInput
            label={t('description')}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
            error={problem('description')}
            maxLength={200}
          />
          <Checkbox.Group
            label={t('events')}
            value={[...chosen]}
            onChange={setChosen}
            error={problem('eventTypes')}
          >
            <Stack gap={8} mt={6}>
              {WEBHOOK_EVENT_TYPES.map((type) => (
                <Checkbox key={type} value={type} label={events(type)} />
              ))}
            </Stack>
          </Checkbox.Group>
          {problemOf(save.error)?.kind === 'invalid' ? null : <ErrorNotice error={save.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {kit('cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {kit('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
