'use client'

import { ActionIcon, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTRPC } from '../../../_api/client.tsx'
import { useErrorWords } from '../../../_ui/use-error-words.ts'
import type { EndpointAct } from './endpoint-dialog.tsx'
import type { WebhookEndpoint } from './webhook.ts'

type EndpointMenuProps = { endpoint: WebhookEndpoint; onAct: (act: EndpointAct) => void }

/** What an owner may do with an address. What loses nothing happens at once; the rest asks. */
export function EndpointMenu({ endpoint, onAct }: EndpointMenuProps) {
  const t = useTranslations('webhooks.endpoints')
  const words = useErrorWords()
  const trpc = useTRPC()
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries(trpc.webhook.pathFilter())
  const onError = (error: unknown) =>
    notifications.show({ color: 'red', message: words(error).title })
  const test = useMutation(
    trpc.webhook.sendTest.mutationOptions({
      onSuccess: () => notifications.show({ message: t('testSent') }),
      onError,
      onSettled,
    }),
  )
  const toggle = useMutation(trpc.webhook.switchEndpoint.mutationOptions({ onError, onSettled }))
  const endpointId = endpoint.id
  const isOn = endpoint.disabledAt === null
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('acts', { url: endpoint.url })}
        >
          <Ellipsis size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isOn ? (
          <>
            <Menu.Item onClick={() => test.mutate({ endpointId })}>{t('sendTest')}</Menu.Item>
            <Menu.Item onClick={() => onAct({ kind: 'replay', endpoint })}>
              {t('replayFailed')}
            </Menu.Item>
          </>
        ) : null}
        <Menu.Item onClick={() => onAct({ kind: 'change', endpoint })}>{t('change')}</Menu.Item>
        <Menu.Item onClick={() => onAct({ kind: 'rotate', endpoint })}>{t('rotate')}</Menu.Item>
        <Menu.Item onClick={() => toggle.mutate({ endpointId, isEnabled: !isOn })}>
          {isOn ? t('turnOff') : t('turnOn')}
        </Menu.Item>
        <Menu.Item color="red" onClick={() => onAct({ kind: 'remove', endpoint })}>
          {t('remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
