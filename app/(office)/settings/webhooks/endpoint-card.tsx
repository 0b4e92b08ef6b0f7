'use client'

import { Button } from '@mantine/core'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { can } from '#server/domain/permission.ts'
import { useViewer } from '../../../_api/use-viewer.tsx'
import { useFormat } from '../../../_format/use-format.ts'
import { Card } from '../../../_ui/card.tsx'
import { type Column, DataTable } from '../../../_ui/data-table.tsx'
import { EmptyState } from '../../../_ui/empty-state.tsx'
import { Tag } from '../../../_ui/tag.tsx'
import { type EndpointAct, EndpointDialog } from './endpoint-dialog.tsx'
import { EndpointForm } from './endpoint-form.tsx'
import { EndpointMenu } from './endpoint-menu.tsx'
import type { WebhookEndpoint } from './webhook.ts'
import classes from './webhooks.module.css'

/** The addresses that hear of us, and whether they can be reached. */
export function EndpointCard({ endpoints }: { endpoints: readonly WebhookEndpoint[] }) {
  const t = useTranslations('webhooks.endpoints')
  const mayChange = can(useViewer().role, 'webhook.change')
  const [act, setAct] = useState<EndpointAct | { kind: 'add' } | null>(null)
  const columns = useEndpointColumns(mayChange ? setAct : null)
  const add = mayChange ? (
    <Button
      leftSection={<Plus size={16} aria-hidden="true" />}
      onClick={() => setAct({ kind: 'add' })}
    >
      {t('add')}
    </Button>
  ) : null
  const close = () => setAct(null)
  return (
    <>
      <Card title={t('title')} actions={endpoints.length > 0 ? add : null} isFlush>
        <DataTable
          label={t('title')}
          rows={endpoints}
          rowKey={(endpoint) => endpoint.id}
          columns={columns}
          empty={
            <EmptyState title={t('title')} action={add}>
              {t('empty')}
            </EmptyState>
          }
        />
      </Card>
      {act?.kind === 'add' ? <EndpointForm endpoint={null} onClose={close} /> : null}
      {act && act.kind !== 'add' ? <EndpointDialog act={act} onClose={close} /> : null}
    </>
  )
}

function useEndpointColumns(onAct: ((act: EndpointAct) => void) | null): Column<WebhookEndpoint>[] {
  const t = useTranslations('webhooks.endpoints')
  const address: Column<WebhookEndpoint> = {
    key: 'url',
    label: t('url'),
    render: (row) => (
      <div className={classes.cell}>
        <code className={classes.url}>{row.url}</code>
        <span className={classes.quiet}>
          {row.description ? `${row.description} · ` : ''}
          {t('eventCount', { count: row.eventTypes.length })}
        </span>
      </div>
    ),
  }
  const health: Column<WebhookEndpoint> = {
    key: 'health',
    label: t('health'),
    render: (row) => <EndpointHealth endpoint={row} />,
  }
  if (!onAct) return [address, health]
  const acts: Column<WebhookEndpoint> = {
    key: 'acts',
    label: t('acts', { url: '' }),
    isLabelHidden: true,
    align: 'end',
    width: '64px',
    render: (row) => <EndpointMenu endpoint={row} onAct={onAct} />,
  }
  return [address, health, acts]
}

function EndpointHealth({ endpoint }: { endpoint: WebhookEndpoint }) {
  const t = useTranslations('webhooks.endpoints')
  const format = useFormat()
  const { disabledReason, failingSince, lastDeliveredAt, previousUntil } = endpoint
  const words = { person: t('off'), gone: t('gone'), failing: t('failedFor') }
  return (
    <div className={classes.cell}>
      <span>
        {disabledReason ? (
          <Tag tone={disabledReason === 'person' ? 'cannot-tell' : 'wrong'}>
            {words[disabledReason]}
          </Tag>
        ) : failingSince ? (
          <Tag tone="wrong">{t('failing', { time: format.instant(failingSince) })}</Tag>
        ) : (
          <Tag tone="accent">{t('on')}</Tag>
        )}
      </span>
      <span className={classes.quiet}>
        {lastDeliveredAt
          ? t('lastDelivered', { time: format.instant(lastDeliveredAt) })
          : t('quiet')}
      </span>
      <span className={classes.quiet}>
        {t('counts', {
          waiting: format.number(endpoint.waitingCount),
          failed: format.number(endpoint.failedCount),
        })}
      </span>
      {previousUntil ? (
        <span className={classes.quiet}>
          {t('rotating', { time: format.instant(previousUntil) })}
        </span>
      ) : null}
    </div>
  )
}
