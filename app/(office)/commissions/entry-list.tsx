'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { type Column, DataTable } from '#app/_ui/data-table.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { Tag } from '#app/_ui/tag.tsx'
import type { ListedEntry } from './commission-answer.ts'
import type { View } from './commission-search.ts'
import classes from './commissions.module.css'

type Status = Exclude<View, 'queue' | 'waiting' | 'unproposed'>

/** The entries in one state, newest first. */
export function EntryList({ status }: { status: Status }) {
  const t = useTranslations('commissions')
  const router = useRouter()
  const trpc = useTRPC()
  const [places, setPlaces] = useState<readonly string[]>([])
  const cursor = places.at(-1)
  const { data } = useSuspenseQuery(
    trpc.commission.list.queryOptions({ status, ...(cursor && { cursor }) }),
  )
  const next = data.next
  return (
    <>
      <Card isFlush>
        <DataTable
          label={t(`views.${status}`)}
          columns={useListColumns()}
          rows={data.items}
          rowKey={(entry) => entry.entryId}
          onOpen={(entry) => router.push(`/commissions/${entry.commissionId}`)}
          empty={<EmptyState title={t('emptyList')} />}
        />
      </Card>
      <Pager
        onPrevious={places.length > 0 ? () => setPlaces(places.slice(0, -1)) : undefined}
        onNext={next ? () => setPlaces([...places, next]) : undefined}
      />
    </>
  )
}

function useListColumns(): Column<ListedEntry>[] {
  const t = useTranslations('commissions.columns')
  const money = useTranslations('money')
  const format = useFormat()
  return [
    { key: 'referrer', label: t('referrer'), render: (entry) => entry.referrerName },
    { key: 'referee', label: t('referee'), render: (entry) => entry.refereeName },
    {
      key: 'kind',
      label: t('kind'),
      isMinor: true,
      render: (entry) => money(`kinds.${entry.kind}`),
    },
    {
      key: 'proposed',
      label: t('proposed'),
      isMinor: true,
      render: (entry) => format.instant(entry.proposedAt),
    },
    {
      key: 'decided',
      label: t('decided'),
      isMinor: true,
      render: (entry) => (entry.decidedAt ? format.instant(entry.decidedAt) : ''),
    },
    {
      key: 'status',
      label: t('status'),
      render: (entry) => (
        <Tag tone={entry.status === 'rejected' ? 'wrong' : 'accent'}>
          {money(`statuses.${entry.status}`)}
        </Tag>
      ),
    },
    {
      key: 'amount',
      label: t('amount'),
      align: 'end',
      render: (entry) => (
        <span className={classes.sum}>{format.money(entry.amountMinor, entry.currency)}</span>
      ),
    },
  ]
}
