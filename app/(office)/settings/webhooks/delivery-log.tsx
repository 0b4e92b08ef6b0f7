'use client'

import { Button, SegmentedControl } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { can } from '#server/domain/permission.ts'
import { DELIVERY_STATES, type DeliveryState } from '#server/domain/webhook/event-type.ts'
import { useTRPC } from '../../../_api/client.tsx'
import { useViewer } from '../../../_api/use-viewer.tsx'
import { useFormat } from '../../../_format/use-format.ts'
import { Card } from '../../../_ui/card.tsx'
import { type Column, DataTable } from '../../../_ui/data-table.tsx'
import { EmptyState } from '../../../_ui/empty-state.tsx'
import { Pager } from '../../../_ui/pager.tsx'
import { Tag } from '../../../_ui/tag.tsx'
import { useErrorWords } from '../../../_ui/use-error-words.ts'
import { DeliveryDialog } from './delivery-dialog.tsx'
import { usePages } from './use-pages.ts'
import type { WebhookDelivery } from './webhook.ts'
import classes from './webhooks.module.css'

const LOOK_AGAIN_MS = 2000
const TONES = { waiting: 'plain', delivered: 'accent', failed: 'wrong' } as const

/** What went out: each message to each address, the newest first. While one is on its way, it looks again. */
export function DeliveryLog() {
  const t = useTranslations('webhooks.deliveries')
  const [state, setState] = useState<DeliveryState | null>(null)
  const [opened, setOpened] = useState<string | null>(null)
  const { cursor, onPrevious, next, restart } = usePages()
  const question = useTRPC().webhook.deliveries.queryOptions({
    ...(state && { state }),
    ...(cursor && { cursor }),
  })
  const { data, isFetching } = useSuspenseQuery({
    ...question,
    refetchInterval: (query) =>
      query.state.data?.items.some((one) => one.state === 'waiting') ? LOOK_AGAIN_MS : false,
  })
  return (
    <Card title={t('title')} isFlush>
      <div className={classes.filter}>
        <SegmentedControl
          aria-label={t('filter')}
          value={state ?? 'all'}
          onChange={(chosen) => {
            setState(DELIVERY_STATES.find((one) => one === chosen) ?? null)
            restart()
          }}
          data={[
            { value: 'all', label: t('all') },
            ...DELIVERY_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
          ]}
        />
      </div>
      <DataTable
        label={t('title')}
        rows={data.items}
        rowKey={(row) => row.id}
        columns={useDeliveryColumns(setOpened)}
        hasShortcuts={false}
        isStale={isFetching && data.items.length === 0}
        empty={<EmptyState title={t('empty')}>{t('emptyLead')}</EmptyState>}
      />
      <Pager onPrevious={onPrevious} onNext={next(data.next)} />
      {opened ? <DeliveryDialog deliveryId={opened} onClose={() => setOpened(null)} /> : null}
    </Card>
  )
}

function useDeliveryColumns(onOpen: (id: string) => void): Column<WebhookDelivery>[] {
  const t = useTranslations('webhooks.deliveries')
  const kit = useTranslations('kit.table')
  const format = useFormat()
  return [
    {
      key: 'event',
      label: t('event'),
      render: (row) => (
        <div className={classes.cell}>
          <code className={classes.url}>{row.type}</code>
          <span className={classes.quiet}>{format.instant(row.createdAt)}</span>
        </div>
      ),
    },
    {
      key: 'url',
      label: t('url'),
      isMinor: true,
      render: (row) => <code className={classes.url}>{row.url}</code>,
    },
    { key: 'state', label: t('state'), render: (row) => <DeliveryStanding delivery={row} /> },
    {
      key: 'attempts',
      label: t('attempts'),
      align: 'end',
      isMinor: true,
      render: (row) => format.number(row.attemptCount),
    },
    {
      key: 'acts',
      label: kit('actions'),
      isLabelHidden: true,
      align: 'end',
      render: (row) => <DeliveryActs delivery={row} onOpen={onOpen} />,
    },
  ]
}

function DeliveryStanding({ delivery }: { delivery: WebhookDelivery }) {
  const t = useTranslations('webhooks.deliveries')
  const format = useFormat()
  const { state, status, failure, isSending, attemptCount, dueAt } = delivery
  const isRetry = state === 'waiting' && !isSending && attemptCount > 0
  return (
    <div className={classes.cell}>
      <span>
        <Tag tone={TONES[state]}>{isSending ? t('sending') : t(`states.${state}`)}</Tag>
      </span>
      {status !== null || failure ? (
        <span className={classes.quiet}>{failure ? t(`failures.${failure}`) : status}</span>
      ) : null}
      {isRetry ? (
        <span className={classes.quiet}>{t('next', { time: format.instant(dueAt) })}</span>
      ) : null}
    </div>
  )
}

type DeliveryActsProps = { delivery: WebhookDelivery; onOpen: (id: string) => void }

function DeliveryActs({ delivery, onOpen }: DeliveryActsProps) {
  const t = useTranslations('webhooks.deliveries')
  const words = useErrorWords()
  const trpc = useTRPC()
  const client = useQueryClient()
  const mayChange = can(useViewer().role, 'webhook.change')
  const replay = useMutation(
    trpc.webhook.replay.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t('replayed') })
        return client.invalidateQueries(trpc.webhook.pathFilter())
      },
      onError: (error) => notifications.show({ color: 'red', message: words(error).title }),
    }),
  )
  return (
    <div className={classes.acts}>
      <Button variant="subtle" size="compact-sm" onClick={() => onOpen(delivery.id)}>
        {t('open')}
      </Button>
      {mayChange ? (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={replay.isPending}
          onClick={() => replay.mutate({ deliveryId: delivery.id })}
        >
          {t('replay')}
        </Button>
      ) : null}
    </div>
  )
}
