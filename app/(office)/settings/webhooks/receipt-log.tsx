'use client'

import { Button, Select } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { can } from '#server/domain/permission.ts'
import { RECEIPT_STATES, type ReceiptState } from '#server/domain/webhook/event-type.ts'
import { useTRPC } from '../../../_api/client.tsx'
import { useViewer } from '../../../_api/use-viewer.tsx'
import { useFormat } from '../../../_format/use-format.ts'
import { Card } from '../../../_ui/card.tsx'
import { type Column, DataTable } from '../../../_ui/data-table.tsx'
import { EmptyState } from '../../../_ui/empty-state.tsx'
import { Pager } from '../../../_ui/pager.tsx'
import { Tag } from '../../../_ui/tag.tsx'
import { useErrorWords } from '../../../_ui/use-error-words.ts'
import { usePages } from './use-pages.ts'
import type { WebhookReceipt } from './webhook.ts'
import classes from './webhooks.module.css'

const TONES = {
  received: 'plain',
  recorded: 'accent',
  partly: 'wrong',
  refused: 'cannot-tell',
  failed: 'wrong',
} as const

/** What came in and what became of it, the newest first. */
export function ReceiptLog() {
  const t = useTranslations('webhooks.receipts')
  const all = useTranslations('webhooks.deliveries')('all')
  const [state, setState] = useState<ReceiptState | null>(null)
  const { cursor, onPrevious, next, restart } = usePages()
  const { data } = useSuspenseQuery(
    useTRPC().webhook.receipts.queryOptions({
      ...(state && { state }),
      ...(cursor && { cursor }),
    }),
  )
  return (
    <Card title={t('title')} isFlush>
      <div className={classes.filter}>
        <Select
          aria-label={t('filter')}
          maw={220}
          allowDeselect={false}
          value={state ?? 'all'}
          onChange={(chosen) => {
            setState(RECEIPT_STATES.find((one) => one === chosen) ?? null)
            restart()
          }}
          data={[
            { value: 'all', label: all },
            ...RECEIPT_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
          ]}
        />
      </div>
      <DataTable
        label={t('title')}
        rows={data.items}
        rowKey={(row) => row.id}
        columns={useReceiptColumns()}
        hasShortcuts={false}
        empty={<EmptyState title={t('empty')}>{t('emptyLead')}</EmptyState>}
      />
      <Pager onPrevious={onPrevious} onNext={next(data.next)} />
    </Card>
  )
}

function useReceiptColumns(): Column<WebhookReceipt>[] {
  const t = useTranslations('webhooks.receipts')
  const kit = useTranslations('kit.table')
  const format = useFormat()
  const mayChange = can(useViewer().role, 'webhook.change')
  return [
    { key: 'at', label: t('at'), render: (row) => format.instant(row.receivedAt) },
    { key: 'source', label: t('source'), render: (row) => row.sourceName },
    {
      key: 'message',
      label: t('message'),
      isMinor: true,
      render: (row) => (
        <div className={classes.cell}>
          <code>{row.type ?? '–'}</code>
          <code className={classes.quiet}>{row.webhookId}</code>
        </div>
      ),
    },
    { key: 'state', label: t('state'), render: (row) => <ReceiptStanding receipt={row} /> },
    {
      key: 'acts',
      label: kit('actions'),
      isLabelHidden: true,
      align: 'end',
      render: (row) => (mayChange && row.canReplay ? <ReplayReceipt receipt={row} /> : null),
    },
  ]
}

function ReceiptStanding({ receipt }: { receipt: WebhookReceipt }) {
  const t = useTranslations('webhooks.receipts')
  const fields = useTranslations('errors.fields')
  const { state, itemCount, problemCount, problems } = receipt
  const wordsOf = (code: string) => {
    const known = code as Parameters<typeof fields.has>[0]
    return fields.has(known) ? fields(known as 'invalid') : fields('invalid')
  }
  return (
    <div className={classes.cell}>
      <span>
        <Tag tone={TONES[state]}>{t(`states.${state}`)}</Tag>
      </span>
      {itemCount > 0 ? (
        <span className={classes.quiet}>
          {t('counts', { count: itemCount, problems: problemCount })}
        </span>
      ) : null}
      {problems.map(({ itemNo, problems: [first] }) => (
        <span key={itemNo} className={classes.quiet}>
          {first
            ? t('problem', { no: itemNo, field: first.field, problem: wordsOf(first.code) })
            : t('conflict', { no: itemNo })}
        </span>
      ))}
    </div>
  )
}

function ReplayReceipt({ receipt }: { receipt: WebhookReceipt }) {
  const t = useTranslations('webhooks.receipts')
  const words = useErrorWords()
  const trpc = useTRPC()
  const client = useQueryClient()
  const replay = useMutation(
    trpc.webhook.replayReceipt.mutationOptions({
      onSuccess: () => notifications.show({ message: t('replayed') }),
      onError: (error) => notifications.show({ color: 'red', message: words(error).title }),
      onSettled: () => client.invalidateQueries(trpc.webhook.pathFilter()),
    }),
  )
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      loading={replay.isPending}
      onClick={() => replay.mutate({ receiptId: receipt.id })}
    >
      {t('replay')}
    </Button>
  )
}
