import type { DivergingRow, SideFigure } from '#app/_charts/prepare-diverging-bars.ts'
import type { ImpactRow, OutcomeFigure } from './impact-answer.ts'

type Order = 'journey' | 'share' | 'complaint'
type Figures = Pick<ImpactRow, 'momentNo' | 'share' | 'complaint'>

/** Rows as the reader wants them: in journey order, or by one rate, highest first. What has no rate comes last. */
export function inOrder<Row extends Figures>(rows: readonly Row[], order: Order): Row[] {
  if (order === 'journey') return [...rows]
  const rateOf = (row: Row) => row[order].rate.rate ?? -1
  return [...rows].sort((one, other) => rateOf(other) - rateOf(one))
}

/** A moment's figures as the two sides of a bar: complaints left, shares right. */
export function divergingRowOf(row: Figures): DivergingRow {
  return { key: String(row.momentNo), left: sideOf(row.complaint), right: sideOf(row.share) }
}

function sideOf({ rate, young }: OutcomeFigure): SideFigure {
  return {
    rate: rate.rate,
    low: rate.low,
    high: rate.high,
    verdict: rate.verdict,
    youngRate: young.rate,
  }
}
