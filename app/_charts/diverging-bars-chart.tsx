'use client'

import { type CSSProperties, type KeyboardEvent, type ReactNode, useId } from 'react'
import {
  Bar,
  BarChart,
  CartesianGrid,
  ErrorBar,
  Rectangle,
  type RectangleProps,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts'
import classes from './diverging-bars-chart.module.css'
import type { DivergingMark, DivergingPlot, SideMark } from './prepare-diverging-bars.ts'

export type Side = 'left' | 'right'

/** The words of one side of a row. */
type SideWords = {
  /** Short, beside the bar: the rate, or why there is none. */
  label: string
  /** All that the mark says, for a screen reader and the hovering hand. */
  sentence: string
}

export type DivergingBarsRow = {
  key: string
  name: string
  /** At the right end, n as a rule. */
  count: ReactNode
  left: SideWords
  right: SideWords
}

type DivergingBarsChartProps = {
  /** One sentence that says what the whole chart says. */
  summary: string
  plot: DivergingPlot
  rows: readonly DivergingBarsRow[]
  formatTick: (value: number) => string
  onOpen: (key: string, side: Side) => void
  /** The mark whose rows are shown at the moment. */
  opened?: { key: string; side: Side } | null
}

/** Room at both ends of the scale, where the label of a mark that reaches the end still fits. */
const ROOM = 64

/** Bars left and right of a zero line with whiskers. Recharts draws the marks; names, labels and targets are text of the page. */
export function DivergingBarsChart(props: DivergingBarsChartProps) {
  const { plot, rows, summary } = props
  const [left, right] = plot.domain
  const zero = -left / (right - left)
  const style = { '--rows': rows.length, '--zero': zero, '--room': `${ROOM}px` } as CSSProperties
  return (
    <div style={style}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div className={classes.plot} role="group" aria-label={summary} onKeyDown={walk}>
        <div className={classes.marks} aria-hidden="true">
          <Marks plot={plot} formatTick={props.formatTick} />
        </div>
        <ol className={classes.rows}>
          {rows.map((row, index) => {
            const mark = plot.marks[index]
            return mark ? (
              <Row key={row.key} row={row} mark={mark} chart={props} isFirst={index === 0} />
            ) : null
          })}
        </ol>
      </div>
    </div>
  )
}

type RowProps = {
  row: DivergingBarsRow
  mark: DivergingMark
  chart: DivergingBarsChartProps
  isFirst: boolean
}

function Row({ row, mark, chart, isFirst }: RowProps) {
  return (
    <li className={classes.row}>
      <span className={classes.name}>{row.name}</span>
      <span className={classes.count}>{row.count}</span>
      <span className={classes.sides}>
        {(['left', 'right'] as const).map((side) => (
          <Target
            key={side}
            side={side}
            row={row}
            mark={mark[side]}
            chart={chart}
            isEntry={isFirst && side === 'right'}
          />
        ))}
      </span>
    </li>
  )
}

type TargetProps = {
  side: Side
  row: DivergingBarsRow
  mark: SideMark
  chart: DivergingBarsChartProps
  /** Tab enters the chart here; from there on the arrow keys walk. */
  isEntry: boolean
}

/** Half a row: larger than its bar, so that a bar of 0 % can be hit too. */
function Target({ side, row, mark, chart, isEntry }: TargetProps) {
  const isOpened = chart.opened?.key === row.key && chart.opened.side === side
  return (
    <button
      type="button"
      tabIndex={isEntry ? 0 : -1}
      className={classes.target}
      data-side={side}
      data-grey={mark.isGrey}
      data-opened={isOpened}
      aria-label={row[side].sentence}
      title={row[side].sentence}
      style={{ '--reach': mark.reach } as CSSProperties}
      onClick={() => chart.onOpen(row.key, side)}
    >
      <span className={classes.label}>{row[side].label}</span>
    </button>
  )
}

type MarksProps = Pick<DivergingBarsChartProps, 'plot' | 'formatTick'>

function Marks({ plot, formatTick }: MarksProps) {
  const hatch = useId()
  const young = (side: Side) => (
    <Bar
      key={side}
      dataKey={(mark: DivergingMark) => mark[side].youngValue}
      stackId="young"
      barSize={4}
      isAnimationActive={false}
      fill={`url(#${hatch}-${side})`}
    />
  )
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 640, height: 320 }}>
      <BarChart
        layout="vertical"
        data={plot.marks}
        margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
        barGap={2}
        stackOffset="sign"
        accessibilityLayer={false}
      >
        <defs>
          <Hatch id={`${hatch}-left`} color="var(--complaint)" />
          <Hatch id={`${hatch}-right`} color="var(--share)" />
        </defs>
        <CartesianGrid horizontal={false} stroke="var(--line)" />
        <XAxis
          type="number"
          domain={plot.domain}
          ticks={plot.ticks}
          tickFormatter={(value: number) => formatTick(Math.abs(value))}
          padding={{ left: ROOM, right: ROOM }}
          height={28}
          axisLine={false}
          tickLine={false}
          tick={{ fill: 'var(--quiet)', fontSize: 14 }}
          allowDataOverflow
        />
        <YAxis type="category" dataKey="key" hide width={0} />
        <Bar
          dataKey={(mark: DivergingMark) => mark.left.value}
          stackId="rate"
          barSize={16}
          isAnimationActive={false}
          shape={(bar: unknown) => <BarShape bar={bar} side="left" />}
        >
          <ErrorBar
            dataKey={(mark: DivergingMark) => mark.left.whisker}
            direction="x"
            width={4}
            strokeWidth={1.5}
            stroke="var(--ink)"
          />
        </Bar>
        <Bar
          dataKey={(mark: DivergingMark) => mark.right.value}
          stackId="rate"
          barSize={16}
          isAnimationActive={false}
          shape={(bar: unknown) => <BarShape bar={bar} side="right" />}
        >
          <ErrorBar
            dataKey={(mark: DivergingMark) => mark.right.whisker}
            direction="x"
            width={4}
            strokeWidth={1.5}
            stroke="var(--ink)"
          />
        </Bar>
        {young('left')}
        {young('right')}
        <ReferenceLine x={0} stroke="var(--ink)" strokeWidth={1} />
      </BarChart>
    </ResponsiveContainer>
  )
}

const COLOR = { left: 'var(--complaint)', right: 'var(--share)' } as const

type BarShapeProps = { bar: unknown; side: Side }

/** A bar in its side's colour, or in grey where it cannot tell yet. */
function BarShape({ bar, side }: BarShapeProps) {
  const { payload, ...place } = bar as RectangleProps & { payload: DivergingMark }
  const { isGrey, value } = payload[side]
  if (value === null) return null
  return (
    <Rectangle
      x={place.x ?? 0}
      y={place.y ?? 0}
      width={place.width ?? 0}
      height={place.height ?? 0}
      radius={2}
      fill={isGrey ? 'var(--cannot-tell)' : COLOR[side]}
      fillOpacity={isGrey ? 0.4 : 1}
    />
  )
}

/** So far: a hatch says that these cohorts are not complete. */
function Hatch({ id, color }: { id: string; color: string }) {
  return (
    <pattern
      id={id}
      width={5}
      height={5}
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width={5} height={5} fill={color} fillOpacity={0.18} />
      <rect width={2.2} height={5} fill={color} />
    </pattern>
  )
}

const STEPS: Record<string, { row: number; side: Side | null }> = {
  ArrowUp: { row: -1, side: null },
  ArrowDown: { row: 1, side: null },
  ArrowLeft: { row: 0, side: 'left' },
  ArrowRight: { row: 0, side: 'right' },
}

/** Arrow keys go from mark to mark; Enter is the button's own. */
function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const step = STEPS[event.key]
  const from = event.target instanceof HTMLElement ? event.target : null
  const side = from?.dataset.side
  if (!step || !from || !side) return
  const column = [
    ...event.currentTarget.querySelectorAll<HTMLElement>(`[data-side="${step.side ?? side}"]`),
  ]
  const row = [...event.currentTarget.querySelectorAll(`[data-side="${side}"]`)].indexOf(from)
  const next = column[Math.min(Math.max(row + step.row, 0), column.length - 1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}
