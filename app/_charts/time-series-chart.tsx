'use client'

import {
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import type { TimePlot } from './prepare-time-series.ts'
import classes from './time-series-chart.module.css'

type TimeSeriesChartProps<Key extends string> = {
  /** One sentence that says what the whole chart says. */
  summary: string
  plot: TimePlot<Key>
  names: Record<Key, string>
  formatStart: (start: string) => string
  formatCount: (count: number) => string
}

/** By order of the series; told apart by weight too, not by colour alone. */
const LOOKS = [
  { color: 'var(--quiet)', width: 1.5 },
  { color: 'var(--share)', width: 2 },
  { color: 'var(--accent)', width: 3 },
] as const

const HEIGHT = 260

/** Counts over time as lines; the running bucket is dashed. The table of the same numbers is one toggle away. */
export function TimeSeriesChart<Key extends string>(props: TimeSeriesChartProps<Key>) {
  const { plot, names, summary, formatStart, formatCount } = props
  return (
    <figure style={{ margin: 0 }} aria-label={summary}>
      <ul className={classes.legend}>
        {plot.keys.map((key, index) => (
          <li key={key}>
            <span className={classes.key} style={{ background: lookOf(index).color }} />
            {names[key]}
          </li>
        ))}
      </ul>
      <ResponsiveContainer
        width="100%"
        height={HEIGHT}
        initialDimension={{ width: 600, height: HEIGHT }}
      >
        <LineChart
          data={plot.points}
          margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
          accessibilityLayer
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="start"
            tickFormatter={formatStart}
            tick={{ fill: 'var(--quiet)', fontSize: 12 }}
            axisLine={{ stroke: 'var(--line)' }}
            tickLine={false}
            minTickGap={24}
          />
          <YAxis
            domain={[0, plot.top]}
            tickCount={5}
            allowDecimals={false}
            tickFormatter={formatCount}
            tick={{ fill: 'var(--quiet)', fontSize: 12 }}
            axisLine={false}
            tickLine={false}
            width={44}
          />
          <Tooltip
            content={({ active, payload, label }) =>
              active && typeof label === 'string' ? (
                <div className={classes.tip}>
                  <strong>{formatStart(label)}</strong>
                  {plot.keys.map((key) => {
                    const found = payload.find((one) => isOf(key, one.name))
                    return typeof found?.value === 'number' ? (
                      <div key={key}>
                        {names[key]} {formatCount(found.value)}
                      </div>
                    ) : null
                  })}
                </div>
              ) : null
            }
          />
          {plot.keys.flatMap((key, index) => [
            lineOf(key, lookOf(index), false),
            ...(plot.hasOpenEnd ? [lineOf(`${key}.open`, lookOf(index), true)] : []),
          ])}
        </LineChart>
      </ResponsiveContainer>
    </figure>
  )
}

function lookOf(index: number): (typeof LOOKS)[number] {
  return LOOKS[index % LOOKS.length] ?? LOOKS[0]
}

function isOf(key: string, dataKey: unknown): boolean {
  return dataKey === key || dataKey === `${key}.open`
}

function lineOf(dataKey: string, look: (typeof LOOKS)[number], isOpen: boolean) {
  return (
    <Line
      key={dataKey}
      // A dot in a key would be read as a path.
      dataKey={(point: Record<string, number | undefined>) => point[dataKey]}
      name={dataKey}
      stroke={look.color}
      strokeWidth={look.width}
      {...(isOpen && { strokeDasharray: '4 4' })}
      dot={false}
      isAnimationActive={false}
      connectNulls={false}
      type="linear"
    />
  )
}
