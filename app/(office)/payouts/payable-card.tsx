'use client'

import { Button } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { ConfirmBar } from '#app/_ui/confirm-bar.tsx'
import { type Column, DataTable } from '#app/_ui/data-table.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { ErrorNotice } from '#app/_ui/error-notice.tsx'
import { SelectionBar } from '#app/_ui/selection-bar.tsx'
import { Tag } from '#app/_ui/tag.tsx'
import { can } from '#server/domain/permission.ts'
import type { Payable } from './payout-answer.ts'
import classes from './payouts.module.css'

/** Approved and not yet on a line, by payee; a debt stays visible until a later thank-you covers it. */
export function PayableCard() {
  const t = useTranslations('payouts.payable')
  const { role, currency } = useViewer()
  const format = useFormat()
  const router = useRouter()
  const trpc = useTRPC()
  const client = useQueryClient()
  const { data } = useSuspenseQuery(trpc.payout.payable.queryOptions({ currency }))
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [isConfirming, setConfirming] = useState(false)
  const draft = useMutation(
    trpc.payout.draft.mutationOptions({
      onSuccess: async ({ id }) => {
        await client.invalidateQueries()
        router.push(`/payouts/${id}`)
      },
    }),
  )
  const ready = data.items.filter((item) => item.payee && item.amountMinor > 0n)
  const chosen = selected.size > 0 ? ready.filter((item) => selected.has(item.customerId)) : ready
  const sum = chosen.reduce((total, item) => total + item.amountMinor, 0n)
  const mayDraft = can(role, 'payout.draft') && ready.length > 0
  return (
    <Card
      title={t('title')}
      isFlush
      actions={
        mayDraft && !isConfirming ? (
          <Button size="xs" onClick={() => setConfirming(true)}>
            {t('draft')}
          </Button>
        ) : null
      }
    >
      <DataTable
        label={t('title')}
        columns={usePayableColumns()}
        rows={data.items}
        rowKey={(item) => item.customerId}
        selected={mayDraft ? selected : undefined}
        onSelect={mayDraft ? setSelected : undefined}
        empty={<EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
      />
      {isConfirming && chosen.length > 0 ? (
        <ConfirmBar
          confirmLabel={t('draft')}
          isBusy={draft.isPending}
          onCancel={() => setConfirming(false)}
          onConfirm={() =>
            draft.mutate({ currency, customerIds: chosen.map((item) => item.customerId) })
          }
        >
          {t.rich('confirm', {
            count: chosen.length,
            sum: format.money(sum, currency),
            b: (chunks) => <b>{chunks}</b>,
          })}
          <ErrorNotice error={draft.error} />
        </ConfirmBar>
      ) : (
        <SelectionBar count={selected.size} onClear={() => setSelected(new Set())}>
          <Button size="xs" onClick={() => setConfirming(true)}>
            {t('draft')}
          </Button>
        </SelectionBar>
      )}
    </Card>
  )
}

function usePayableColumns(): Column<Payable>[] {
  const t = useTranslations('payouts.payable')
  const format = useFormat()
  const { currency } = useViewer()
  return [
    {
      key: 'customer',
      label: t('customer'),
      render: (item) => (
        <>
          <div>{item.customerName}</div>
          {item.amountMinor < 0n ? <Tag tone="complaint">{t('debt')}</Tag> : null}
          {item.stoppedCount > 0 ? (
            <Tag tone="cannot-tell">{t('stopped', { count: item.stoppedCount })}</Tag>
          ) : null}
        </>
      ),
    },
    {
      key: 'account',
      label: t('account'),
      render: (item) =>
        item.payee ? (
          `${item.payee.bankName} ****${item.payee.accountLast4}`
        ) : (
          <span className={classes.quiet}>{t('noAccount')}</span>
        ),
    },
    {
      key: 'entries',
      label: t('entries'),
      align: 'end',
      isMinor: true,
      render: (item) => format.number(item.entryCount),
    },
    {
      key: 'amount',
      label: t('amount'),
      align: 'end',
      render: (item) => (
        <span className={classes.sum}>{format.money(item.amountMinor, currency)}</span>
      ),
    },
  ]
}
