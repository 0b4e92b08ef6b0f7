'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { DataTable } from '#app/_ui/data-table.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { Tag } from '#app/_ui/tag.tsx'
import classes from './payouts.module.css'

/** Every batch, newest first. */
export function BatchList() {
  const t = useTranslations('payouts.batches')
  const money = useTranslations('money.batchStates')
  const format = useFormat()
  const router = useRouter()
  const trpc = useTRPC()
  const [places, setPlaces] = useState<readonly number[]>([])
  const cursor = places.at(-1)
  const { data } = useSuspenseQuery(
    trpc.payout.list.queryOptions(cursor === undefined ? {} : { cursor }),
  )
  const next = data.next
  return (
    <Card title={t('title')} isFlush>
      <DataTable
        label={t('title')}
        rows={data.items}
        rowKey={(batch) => batch.id}
        hasShortcuts={false}
        onOpen={(batch) => router.push(`/payouts/${batch.id}`)}
        empty={<EmptyState title={t('empty')} />}
        columns={[
          { key: 'no', label: t('no'), render: (batch) => batch.batchNo },
          {
            key: 'state',
            label: t('state'),
            render: (batch) => (
              <Tag tone={batch.state === 'cancelled' ? 'plain' : 'accent'}>
                {money(batch.state)}
              </Tag>
            ),
          },
          {
            key: 'drafted',
            label: t('drafted'),
            isMinor: true,
            render: (batch) => format.instant(batch.draftedAt),
          },
          { key: 'by', label: t('by'), isMinor: true, render: (batch) => batch.draftedByName },
          {
            key: 'lines',
            label: t('lines'),
            align: 'end',
            render: (batch) => format.number(batch.lineCount),
          },
          {
            key: 'sum',
            label: t('sum'),
            align: 'end',
            render: (batch) => (
              <span className={classes.sum}>{format.money(batch.sumMinor, batch.currency)}</span>
            ),
          },
        ]}
      />
      <Pager
        onPrevious={places.length > 0 ? () => setPlaces(places.slice(0, -1)) : undefined}
        onNext={next === null ? undefined : () => setPlaces([...places, next])}
      />
    </Card>
  )
}
