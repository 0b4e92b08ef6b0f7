'use client'

import { Button, SegmentedControl, UnstyledButton } from '@mantine/core'
import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { DivergingBarsChart, type Side } from '#app/_charts/diverging-bars-chart.tsx'
import { prepareDivergingBars } from '#app/_charts/prepare-diverging-bars.ts'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { Definition } from '#app/_ui/definition.tsx'
import classes from './impact.module.css'
import type { ImpactAnswer, ImpactRow, Outcome } from './impact-answer.ts'
import { ImpactLegend } from './impact-legend.tsx'
import { divergingRowOf, inOrder } from './impact-marks.ts'
import { ImpactNotes } from './impact-notes.tsx'
import { type ImpactSearch, type Opened, ORDERS, VIEWS } from './impact-search.ts'
import { ImpactTable } from './impact-table.tsx'
import { useMarkWords } from './use-mark-words.ts'
import { useMomentName } from './use-moment-name.ts'
import { useSaveCsv } from './use-save-csv.ts'

type ImpactChartProps = {
  answer: ImpactAnswer
  search: ImpactSearch
  onSearch: (change: Partial<ImpactSearch>) => void
}

type Row = Omit<ImpactRow, 'phase'>

/** Chart C1 in its first form, or the same rows as a table. */
export function ImpactChart({ answer, search, onSearch }: ImpactChartProps) {
  const t = useTranslations('impact.chart')
  const format = useFormat()
  const saveCsv = useSaveCsv(answer)
  const rows = inOrder(answer.rows, search.order)
  const apart = hasFigures(answer.notStated)
    ? [{ ...answer.notStated, code: '', nameZh: '', nameEn: '' }]
    : []
  const open = (opened: Opened) => onSearch({ open: opened })
  return (
    <Card
      title={
        <>
          {t('title')}
          <Definition name={t('title')}>
            {t('means', { version: answer.metric.version, asOf: format.instant(answer.asOf) })}
          </Definition>
        </>
      }
      actions={
        <>
          <SegmentedControl
            size="xs"
            aria-label={t('order')}
            value={search.order}
            data={ORDERS.map((value) => ({ value, label: t(`orders.${value}`) }))}
            onChange={(order) => onSearch({ order })}
          />
          <SegmentedControl
            size="xs"
            aria-label={t('view')}
            value={search.view}
            data={VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
            onChange={(view) => onSearch({ view })}
          />
          <Button
            variant="default"
            size="xs"
            leftSection={<Download size={14} aria-hidden="true" />}
            onClick={() => saveCsv([...rows, ...apart], search.location)}
          >
            {t('csv')}
          </Button>
        </>
      }
    >
      {search.view === 'table' ? (
        <ImpactTable rows={[...rows, ...apart]} onOpen={open} />
      ) : (
        <Bars rows={rows} apart={apart} search={search} onOpen={open} />
      )}
      <ImpactNotes answer={answer} search={search} />
    </Card>
  )
}

function hasFigures({ exposureCount }: { exposureCount: number }): boolean {
  return exposureCount > 0
}

type BarsProps = {
  rows: Row[]
  apart: Row[]
  search: ImpactSearch
  onOpen: (opened: Opened) => void
}

const OUTCOME = { left: 'complaint', right: 'share' } as const satisfies Record<Side, Outcome>

function Bars({ rows, apart, search, onOpen }: BarsProps) {
  const t = useTranslations('impact.chart')
  const format = useFormat()
  const nameOf = useMomentName()
  const words = useMarkWords()
  // One scale for both: what names no moment is drawn apart, but not in another measure.
  const plot = prepareDivergingBars([...rows, ...apart].map(divergingRowOf))
  const part = (from: Row[], first: number) => ({
    plot: { ...plot, marks: plot.marks.slice(first, first + from.length) },
    rows: from.map((row) => {
      const name = nameOf(row.momentNo === 0 ? null : row)
      return {
        key: String(row.momentNo),
        name,
        count: <Count row={row} name={name} onOpen={onOpen} />,
        left: words(name, 'complaint', row.complaint),
        right: words(name, 'share', row.share),
      }
    }),
    formatTick: (value: number) => format.percent(value, isWhole(value) ? 0 : 1),
    onOpen: (key: string, side: Side) =>
      onOpen({
        momentNo: Number(key),
        outcome: OUTCOME[side],
        only: 'outcome',
        cohort: 'matured',
      }),
    opened: openedMark(search.open),
  })
  return (
    <>
      <ImpactLegend />
      <DivergingBarsChart summary={t('summary', { count: rows.length })} {...part(rows, 0)} />
      {apart.length > 0 ? (
        <div className={classes.apart}>
          <DivergingBarsChart summary={t('summary', { count: 1 })} {...part(apart, rows.length)} />
        </div>
      ) : null}
    </>
  )
}

/** Whether a share is a whole percentage, give or take the dust of floating point. */
function isWhole(share: number): boolean {
  return Math.abs(share * 100 - Math.round(share * 100)) < 1e-6
}

function openedMark(opened: Opened | null): { key: string; side: Side } | null {
  if (!opened || opened.momentNo === null || opened.only !== 'outcome') return null
  return { key: String(opened.momentNo), side: opened.outcome === 'share' ? 'right' : 'left' }
}

type CountProps = { row: Row; name: string; onOpen: (opened: Opened) => void }

/** n of the share rate; opens all who lived the moment. */
function Count({ row, name, onOpen }: CountProps) {
  const t = useTranslations('impact.chart')
  const count = row.share.rate.n
  return (
    <UnstyledButton
      fz="sm"
      className={classes.countButton}
      aria-label={t('countOpens', { name, count })}
      onClick={() =>
        onOpen({ momentNo: row.momentNo, outcome: 'share', only: 'all', cohort: 'matured' })
      }
    >
      {t('count', { count })}
    </UnstyledButton>
  )
}
