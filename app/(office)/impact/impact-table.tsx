'use client'

import { UnstyledButton } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_format/use-format.ts'
import { type Column, DataTable } from '#app/_ui/data-table.tsx'
import classes from './impact.module.css'
import type { ImpactRow, Outcome, OutcomeFigure } from './impact-answer.ts'
import type { Opened } from './impact-search.ts'
import { useMomentName } from './use-moment-name.ts'

type Row = Omit<ImpactRow, 'phase'>
type ImpactTableProps = { rows: readonly Row[]; onOpen: (opened: Opened) => void }

/** The same numbers as the chart, as text. */
export function ImpactTable({ rows, onOpen }: ImpactTableProps) {
  const t = useTranslations('impact.table')
  const nameOf = useMomentName()
  const rate = (outcome: Outcome): Column<Row> => ({
    key: outcome,
    label: t(`${outcome}Rate`),
    align: 'end',
    render: (row) => (
      <RateCell
        outcome={outcome}
        figure={row[outcome]}
        onOpen={() =>
          onOpen({ momentNo: row.momentNo, outcome, only: 'outcome', cohort: 'matured' })
        }
      />
    ),
  })
  const columns: Column<Row>[] = [
    { key: 'moment', label: t('moment'), render: (row) => nameOf(row.momentNo === 0 ? null : row) },
    rate('share'),
    { ...change('share'), label: t('change') },
    rate('complaint'),
    { ...change('complaint'), label: t('change') },
    {
      key: 'younger',
      label: t('younger'),
      align: 'end',
      isMinor: true,
      render: (row) => <Younger row={row} />,
    },
  ]
  return (
    <DataTable
      label={t('label')}
      columns={columns}
      rows={rows}
      rowKey={(row) => String(row.momentNo)}
      hasShortcuts={false}
    />
  )
}

function change(outcome: Outcome): Omit<Column<Row>, 'label'> {
  return {
    key: `${outcome}-change`,
    align: 'end',
    isMinor: true,
    render: (row) => <ChangeCell change={row[outcome].change} />,
  }
}

type RateCellProps = { outcome: Outcome; figure: OutcomeFigure; onOpen: () => void }

function RateCell({ outcome, figure: { rate }, onOpen }: RateCellProps) {
  const t = useTranslations('impact')
  const format = useFormat()
  if (rate.rate === null || rate.low === null || rate.high === null)
    return <span className={classes.quiet}>{t('chart.noData')}</span>
  return (
    <>
      <span className={classes.rate} data-tone={outcome} data-grey={rate.verdict !== 'told'}>
        {format.percent(rate.rate)}
      </span>{' '}
      <span className={classes.quiet}>{format.interval(rate.low, rate.high)}</span>
      <br />
      <UnstyledButton fz="sm" className={classes.countButton} onClick={onOpen}>
        {t('table.of', { x: rate.x, n: rate.n })}
      </UnstyledButton>
      {rate.moreNeeded > 0 ? (
        <>
          <br />
          <span className={classes.quiet}>{t('chart.needed', { count: rate.moreNeeded })}</span>
        </>
      ) : null}
    </>
  )
}

function ChangeCell({ change: found }: { change: OutcomeFigure['change'] }) {
  const t = useTranslations('impact.table')
  const format = useFormat()
  if (!found) return <span className={classes.quiet}>–</span>
  return (
    <>
      {format.points(found.difference)}
      <br />
      <span className={classes.quiet}>{t(found.verdict)}</span>
    </>
  )
}

function Younger({ row }: { row: Row }) {
  const t = useTranslations('impact.table')
  return (['share', 'complaint'] as const).map((outcome) => (
    <div key={outcome} className={classes[outcome]}>
      {t('of', { x: row[outcome].young.x, n: row[outcome].young.n })}
    </div>
  ))
}
