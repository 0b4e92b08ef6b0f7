'use client'

import { Button, Group, Modal, Radio, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '../../../_api/client.tsx'
import { AskDialog } from '../../../_ui/ask-dialog.tsx'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import { EndpointForm } from './endpoint-form.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import type { WebhookEndpoint } from './webhook.ts'

export type EndpointAct = {
  kind: 'change' | 'rotate' | 'replay' | 'remove'
  endpoint: WebhookEndpoint
}

type EndpointDialogProps = { act: EndpointAct; onClose: () => void }

/** Asks before an act on an address, and shows what follows from it. */
export function EndpointDialog({ act, onClose }: EndpointDialogProps) {
  const { endpoint } = act
  switch (act.kind) {
    case 'change':
      return <EndpointForm endpoint={endpoint} onClose={onClose} />
    case 'rotate':
      return <RotateDialog endpoint={endpoint} onClose={onClose} />
    case 'replay':
      return <ReplayDialog endpoint={endpoint} onClose={onClose} />
    case 'remove':
      return <RemoveDialog endpoint={endpoint} onClose={onClose} />
  }
}

type DialogProps = { endpoint: WebhookEndpoint; onClose: () => void }

function useRefresh() {
  const trpc = useTRPC()
  const client = useQueryClient()
  return () => client.invalidateQueries(trpc.webhook.pathFilter())
}

function RotateDialog({ endpoint, onClose }: DialogProps) {
  const t = useTranslations('webhooks.endpoints')
  const onSuccess = useRefresh()
  const rotate = useMutation(useTRPC().webhook.rotateEndpoint.mutationOptions({ onSuccess }))
  if (rotate.data) return <SecretDialog secret={rotate.data.secret} onClose={onClose} />
  return (
    <AskDialog
      title={t('rotateTitle')}
      confirmLabel={t('rotate')}
      error={rotate.error}
      isBusy={rotate.isPending}
      isGentle
      onConfirm={() => rotate.mutate({ endpointId: endpoint.id })}
      onClose={onClose}
    >
      {t('rotateLead')}
    </AskDialog>
  )
}

function RemoveDialog({ endpoint, onClose }: DialogProps) {
  const t = useTranslations('webhooks.endpoints')
  const refresh = useRefresh()
  const remove = useMutation(
    useTRPC().webhook.removeEndpoint.mutationOptions({
      onSuccess: () => {
        onClose()
        return refresh()
      },
    }),
  )
  return (
    <AskDialog
      title={t('removeTitle')}
      confirmLabel={t('remove')}
      error={remove.error}
      isBusy={remove.isPending}
      onConfirm={() => remove.mutate({ endpointId: endpoint.id })}
      onClose={onClose}
    >
      {t('removeLead')}
    </AskDialog>
  )
}

const HOURS = [1, 24, 168, 720] as const
const HOUR_MS = 3_600_000

function ReplayDialog({ endpoint, onClose }: DialogProps) {
  const t = useTranslations('webhooks.endpoints')
  const kit = useTranslations('kit')
  const refresh = useRefresh()
  const [hours, setHours] = useState('24')
  const replay = useMutation(
    useTRPC().webhook.replayFailed.mutationOptions({
      onSuccess: ({ count }) => {
        notifications.show({ message: t('replayed', { count }) })
        onClose()
        return refresh()
      },
    }),
  )
  return (
    <Modal opened onClose={onClose} title={t('replayTitle')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const since = new Date(Date.now() - Number(hours) * HOUR_MS)
          replay.mutate({ endpointId: endpoint.id, since })
        }}
      >
        <Stack gap="md">
          <div>{t('replayLead')}</div>
          <Radio.Group label={t('since')} value={hours} onChange={setHours}>
            <Stack gap={8} mt={6}>
              {HOURS.map((one) => (
                <Radio key={one} value={String(one)} label={t('hours', { hours: one })} />
              ))}
            </Stack>
          </Radio.Group>
          <ErrorNotice error={replay.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {kit('cancel')}
            </Button>
            <Button type="submit" loading={replay.isPending}>
              {t('replayFailed')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
