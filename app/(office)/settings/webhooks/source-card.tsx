'use client'

import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { can } from '#server/domain/permission.ts'
import { useTRPC } from '../../../_api/client.tsx'
import { useViewer } from '../../../_api/use-viewer.tsx'
import { useFormat } from '../../../_format/use-format.ts'
import { AskDialog } from '../../../_ui/ask-dialog.tsx'
import { Card } from '../../../_ui/card.tsx'
import { type Column, DataTable } from '../../../_ui/data-table.tsx'
import { EmptyState } from '../../../_ui/empty-state.tsx'
import { Tag } from '../../../_ui/tag.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { SourceForm } from './source-form.tsx'
import type { WebhookSource } from './webhook.ts'
import classes from './webhooks.module.css'

type Act = { kind: 'add' } | { kind: 'rotate'; source: WebhookSource }

/** The systems that may tell us of facts. */
export function SourceCard({ sources }: { sources: readonly WebhookSource[] }) {
  const t = useTranslations('webhooks.sources')
  const mayChange = can(useViewer().role, 'webhook.change')
  const [act, setAct] = useState<Act | null>(null)
  const columns = useSourceColumns(
    mayChange ? (source) => setAct({ kind: 'rotate', source }) : null,
  )
  const add = mayChange ? (
    <Button
      leftSection={<Plus size={16} aria-hidden="true" />}
      onClick={() => setAct({ kind: 'add' })}
    >
      {t('add')}
    </Button>
  ) : null
  return (
    <>
      <Card title={t('title')} actions={sources.length > 0 ? add : null} isFlush>
        <DataTable
          label={t('title')}
          rows={sources}
          rowKey={(source) => source.id}
          columns={columns}
          hasShortcuts={false}
          empty={
            <EmptyState title={t('title')} action={add}>
              {t('empty')}
            </EmptyState>
          }
        />
      </Card>
      {act?.kind === 'add' ? <SourceForm onClose={() => setAct(null)} /> : null}
      {act?.kind === 'rotate' ? (
        <RotateSource source={act.source} onClose={() => setAct(null)} />
      ) : null}
    </>
  )
}

function useSourceColumns(
  onRotate: ((source: WebhookSource) => void) | null,
): Column<WebhookSource>[] {
  const t = useTranslations('webhooks.sources')
  const kit = useTranslations('kit.table')
  const format = useFormat()
  const trpc = useTRPC()
  const client = useQueryClient()
  const toggle = useMutation(
    trpc.webhook.switchSource.mutationOptions({
      onSettled: () => client.invalidateQueries(trpc.webhook.pathFilter()),
    }),
  )
  const acts = (row: WebhookSource) => (
    <div className={classes.acts}>
      <Button variant="subtle" size="compact-sm" onClick={() => onRotate?.(row)}>
        {t('rotate')}
      </Button>
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => toggle.mutate({ sourceId: row.id, isEnabled: row.disabledAt !== null })}
      >
        {row.disabledAt ? t('turnOn') : t('turnOff')}
      </Button>
    </div>
  )
  return [
    {
      key: 'name',
      label: t('name'),
      render: (row) => (
        <div className={classes.cell}>
          <span>{row.name}</span>
          <code className={classes.quiet}>{`/api/v1/webhooks/${row.id}`}</code>
        </div>
      ),
    },
    {
      key: 'state',
      label: t('state'),
      render: (row) => (
        <div className={classes.cell}>
          <span>
            <Tag tone={row.disabledAt ? 'cannot-tell' : 'accent'}>
              {row.disabledAt ? t('off') : t('on')}
            </Tag>
          </span>
          {row.previousUntil ? (
            <span className={classes.quiet}>
              {t('rotating', { time: format.instant(row.previousUntil) })}
            </span>
          ) : null}
        </div>
      ),
    },
    {
      key: 'last',
      label: t('last'),
      isMinor: true,
      render: (row) => (row.lastReceivedAt ? format.instant(row.lastReceivedAt) : t('never')),
    },
    ...(onRotate
      ? [
          {
            key: 'acts',
            label: kit('actions'),
            isLabelHidden: true,
            align: 'end' as const,
            render: acts,
          },
        ]
      : []),
  ]
}

function RotateSource({ source, onClose }: { source: WebhookSource; onClose: () => void }) {
  const t = useTranslations('webhooks.sources')
  const trpc = useTRPC()
  const client = useQueryClient()
  const rotate = useMutation(
    trpc.webhook.rotateSource.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.webhook.pathFilter()),
    }),
  )
  if (rotate.data)
    return (
      <SecretDialog
        secret={rotate.data.secret}
        path={`/api/v1/webhooks/${source.id}`}
        onClose={onClose}
      />
    )
  return (
    <AskDialog
      title={t('rotateTitle', { name: source.name })}
      confirmLabel={t('rotate')}
      error={rotate.error}
      isBusy={rotate.isPending}
      isGentle
      onConfirm={() => rotate.mutate({ sourceId: source.id })}
      onClose={onClose}
    >
      {t('rotateLead')}
    </AskDialog>
  )
}
