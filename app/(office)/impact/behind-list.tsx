'use client'

import { Anchor } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { type Column, DataTable } from '#app/_ui/data-table.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import classes from './impact.module.css'
import type { BehindPage, ImpactAnswer } from './impact-answer.ts'
import { type ImpactSearch, type Opened, questionOf } from './impact-search.ts'
import { useChannelName } from './use-channel-name.ts'
import { useLocationName } from './use-location-name.ts'
import { useMomentName } from './use-moment-name.ts'

type Row = BehindPage['rows'][number]
type BehindListProps = { answer: ImpactAnswer; search: ImpactSearch; opened: Opened }

/** Who they are: as many rows as the number says, newest first. */
export function BehindList({ answer, search, opened }: BehindListProps) {
  const t = useTranslations('impact.behind')
  const trpc = useTRPC()
  const columns = useColumns(answer, opened)
  const { period, locationNo } = questionOf(search)
  // The cursors of the pages up to this one; the first page has none.
  const [cursors, setCursors] = useState<(string | null)[]>([null])
  const cursor = cursors.at(-1) ?? null
  const asked = useDeferredValue(cursor)
  const ask = (from: string | null) =>
    trpc.impact.exposuresBehind.queryOptions({ period, locationNo, ...opened, cursor: from })
  const first = useSuspenseQuery(ask(null)).data
  const format = useFormat()
  const { rows, nextCursor, archivedUntil } = useSuspenseQuery(ask(asked)).data
  return (
    <section>
      <p className={classes.big}>
        {t.rich('count', {
          count: first.totalCount ?? 0,
          b: (chunks: ReactNode) => <b>{chunks}</b>,
        })}
      </p>
      <div className={classes.wide}>
        <DataTable
          label={t('list')}
          columns={columns}
          rows={rows}
          rowKey={(row) => `${row.customerId} ${row.episodeId} ${row.momentNo}`}
          empty={t('empty')}
          hasShortcuts={false}
          isStale={asked !== cursor}
        />
        {first.nextCursor === null ? null : (
          <Pager
            onPrevious={cursors.length > 1 ? () => setCursors(cursors.slice(0, -1)) : undefined}
            onNext={nextCursor === null ? undefined : () => setCursors([...cursors, nextCursor])}
          >
            {t('page', {
              first: (cursors.length - 1) * first.rows.length + 1,
              last: (cursors.length - 1) * first.rows.length + rows.length,
              count: first.totalCount ?? 0,
            })}
          </Pager>
        )}
      </div>
      {archivedUntil === null ? null : (
        <p className={classes.quiet}>{t('archived', { day: format.instant(archivedUntil) })}</p>
      )}
    </section>
  )
}

function useColumns(answer: ImpactAnswer, opened: Opened): Column<Row>[] {
  const t = useTranslations('impact.behind')
  const format = useFormat()
  const nameOf = useMomentName()
  const channelName = useChannelName()
  const locationName = useLocationName(answer.locations)
  const momentOf = (momentNo: number) =>
    nameOf(answer.rows.find((row) => row.momentNo === momentNo) ?? null)
  const channelOf = (row: Row) =>
    opened.outcome === 'share' ? row.shareChannel : row.complaintChannel
  const moment: Column<Row> = {
    key: 'moment',
    label: t('moment'),
    render: (row) => momentOf(row.momentNo),
  }
  const score: Column<Row> = {
    key: 'score',
    label: t('score'),
    align: 'end',
    render: (row) => (row.score === null ? '–' : format.number(row.score)),
  }
  const isUnattached = opened.only === 'unnamed' || opened.only === 'named'
  return [
    { key: 'customer', label: t('customer'), render: (row) => <Customer row={row} /> },
    { key: 'day', label: t('day'), render: (row) => format.day(row.episodeDay) },
    ...(opened.momentNo === null && opened.only !== 'unnamed' ? [moment] : []),
    {
      key: 'location',
      label: t('location'),
      isMinor: true,
      render: (row) => locationName(row.locationNo),
    },
    ...(isUnattached ? [] : [score]),
    {
      key: 'told',
      label: t('told'),
      render: (row) => {
        const channel = channelOf(row)
        return channel === null ? '–' : channelName(channel)
      },
    },
  ]
}

function Customer({ row }: { row: Row }) {
  const t = useTranslations('impact.behind')
  if (row.customerName === null) return <span className={classes.quiet}>{t('erased')}</span>
  return (
    <>
      <Anchor component={Link} href={`/customers/${row.customerId}`} inherit>
        {row.customerName}
      </Anchor>
      {row.phoneLast4 ? <div className={classes.quiet}>{`****${row.phoneLast4}`}</div> : null}
    </>
  )
}
