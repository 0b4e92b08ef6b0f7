'use client'

import { SegmentedControl } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { prepareTimeSeries } from '#app/_charts/prepare-time-series.ts'
import { TimeSeriesChart } from '#app/_charts/time-series-chart.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { DataTable } from '#app/_ui/data-table.tsx'
import { bucketOf, periodOf, type ReferralSearch } from './referral-search.ts'
import classes from './referrals.module.css'

const SERIES = ['claimed', 'bought', 'kept'] as const

type OverTimeCardProps = { search: ReferralSearch; onView: (view: 'chart' | 'table') => void }

/** Referrals by day, week or month, as lines or as the table of the same numbers. */
export function OverTimeCard({ search, onView }: OverTimeCardProps) {
  const t = useTranslations('referrals.overTime')
  const format = useFormat()
  const { today } = useViewer()
  const trpc = useTRPC()
  const bucket = bucketOf(search)
  const { data } = useSuspenseQuery(
    trpc.referral.overTime.queryOptions({ period: periodOf(search), bucket }),
  )
  const name = (start: string) =>
    bucket === 'month' ? format.month(start) : format.shortDay(start)
  const plot = prepareTimeSeries(data.points, { keys: SERIES, bucket, today })
  return (
    <Card
      title={t('title')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('title')}
          value={search.view}
          onChange={(view) => onView(view === 'table' ? 'table' : 'chart')}
          data={[
            { value: 'chart', label: t('chart') },
            { value: 'table', label: t('table') },
          ]}
        />
      }
    >
      {search.view === 'table' ? (
        <DataTable
          label={t('title')}
          hasShortcuts={false}
          rows={data.points}
          rowKey={(point) => point.start}
          columns={[
            { key: 'start', label: t('from'), render: (point) => name(point.start) },
            ...SERIES.map((key) => ({
              key,
              label: t(key),
              align: 'end' as const,
              render: (point: (typeof data.points)[number]) => format.number(point[key]),
            })),
          ]}
        />
      ) : (
        <>
          <TimeSeriesChart
            summary={t('summary', { bucket })}
            plot={plot}
            names={{ claimed: t('claimed'), bought: t('bought'), kept: t('kept') }}
            formatStart={name}
            formatCount={format.number}
          />
          {plot.hasOpenEnd ? <p className={classes.quiet}>{t('incomplete')}</p> : null}
        </>
      )}
    </Card>
  )
}
