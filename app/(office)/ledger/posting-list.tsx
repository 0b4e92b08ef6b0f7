'use client'

import { Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { DataTable } from '#app/_ui/data-table.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { ErrorState } from '#app/_ui/error-state.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import classes from './ledger.module.css'

const ACCOUNTS = ['thanks-expense', 'thanks-payable', 'cash'] as const

type PostingListProps = { account: string | null; onAccount: (account: string | null) => void }

/** Every posting, newest first: one row is a debit and a credit of the same amount. */
export function PostingList({ account, onAccount }: PostingListProps) {
  const t = useTranslations('ledger')
  const money = useTranslations('money')
  const format = useFormat()
  const trpc = useTRPC()
  const [places, setPlaces] = useState<readonly string[]>([])
  const cursor = places.at(-1)
  const accountCode = ACCOUNTS.find((one) => one === account)
  const postings = useQuery(
    trpc.ledger.entries.queryOptions(
      { ...(accountCode && { accountCode }), ...(cursor && { cursor }) },
      { placeholderData: keepPreviousData },
    ),
  )
  const next = postings.data?.next
  return (
    <Card
      title={t('entries')}
      isFlush
      actions={
        <Select
          aria-label={t('account')}
          placeholder={t('all')}
          clearable
          value={accountCode ?? null}
          onChange={onAccount}
          data={ACCOUNTS.map((value) => ({ value, label: money(`accounts.${value}`) }))}
        />
      }
    >
      {postings.error ? (
        <ErrorState error={postings.error} onRetry={() => postings.refetch()} />
      ) : (
        <DataTable
          label={t('entries')}
          rows={postings.data?.items ?? []}
          rowKey={(posting) => posting.id}
          isStale={postings.isPlaceholderData}
          empty={
            postings.isPending ? ' ' : <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
          }
          columns={[
            { key: 'when', label: t('when'), render: (one) => format.instant(one.occurredAt) },
            { key: 'what', label: t('what'), render: (one) => money(`postings.${one.kind}`) },
            {
              key: 'debit',
              label: t('from'),
              isMinor: true,
              render: (one) => money(`accounts.${one.debitCode}`),
            },
            {
              key: 'credit',
              label: t('to'),
              isMinor: true,
              render: (one) => money(`accounts.${one.creditCode}`),
            },
            { key: 'by', label: t('by'), isMinor: true, render: (one) => one.recordedByName },
            {
              key: 'source',
              label: t('source'),
              isMinor: true,
              render: (one) =>
                one.commissionId ? (
                  <Link href={`/commissions/${one.commissionId}`}>{t('commission')}</Link>
                ) : one.batchNo === null ? null : (
                  t('batch', { no: one.batchNo })
                ),
            },
            {
              key: 'amount',
              label: t('amount'),
              align: 'end',
              render: (one) => (
                <span className={classes.sum}>{format.money(one.amountMinor, one.currency)}</span>
              ),
            },
          ]}
        />
      )}
      <Pager
        onPrevious={places.length > 0 ? () => setPlaces(places.slice(0, -1)) : undefined}
        onNext={next ? () => setPlaces([...places, next]) : undefined}
      />
    </Card>
  )
}
