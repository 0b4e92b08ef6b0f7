/** One side of a row as the server reckoned it: a rate with its interval, and what the young cohort did so far. */
export type SideFigure = {
  rate: number | null
  low: number | null
  high: number | null
  verdict: 'no-data' | 'too-few' | 'told'
  /** So far, of cohorts that are too young for the rate; null where there is none. */
  youngRate: number | null
}

export type DivergingRow = { key: string; left: SideFigure; right: SideFigure }

/** Distances from the value to the ends of its whisker, as Recharts wants them: toward smaller values, toward larger. */
export type Whisker = [below: number, above: number]

/** One side as it is drawn. Left values are negative. Null is a gap: nothing is drawn, least of all a zero. */
export type SideMark = {
  value: number | null
  whisker: Whisker | null
  youngValue: number | null
  isGrey: boolean
  /** Where the mark ends, as a share of its side's length: the place of its label. */
  reach: number
}

export type DivergingMark = { key: string; left: SideMark; right: SideMark }

/** Everything that a drawing needs: marks in order, the ends of the axis, its ticks. */
export type DivergingPlot = {
  marks: DivergingMark[]
  /** The axis' ends, the left one negative; both sides have the same scale. */
  domain: [left: number, right: number]
  ticks: number[]
}

const SMALLEST_EXTENT = 0.02
/** A side without large values keeps this part of the other's length, so that its rows can be seen and hit. */
const LEAST_PART = 0.3
const STEPS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5]
const MOST_TICKS = 8

/** Bars to both sides of a zero line, on one scale, with the whiskers of their intervals. */
export function prepareDivergingBars(rows: readonly DivergingRow[]): DivergingPlot {
  const left = extentOf(rows.map((row) => row.left))
  const right = extentOf(rows.map((row) => row.right))
  const ends = {
    left: Math.max(left, right * LEAST_PART),
    right: Math.max(right, left * LEAST_PART),
  }
  return {
    marks: rows.map((row) => ({
      key: row.key,
      left: markOf(row.left, ends.left, -1),
      right: markOf(row.right, ends.right, 1),
    })),
    domain: [-ends.left, ends.right],
    ticks: ticksOf(ends.left, ends.right),
  }
}

/**
 * How far a side must reach: to the upper ends of intervals that tell something. Those of too small samples may be cut off;
 * they would else press the others against the zero line.
 */
function extentOf(figures: SideFigure[]): number {
  const told = figures.filter((figure) => figure.verdict === 'told')
  const ends = (told.length > 0 ? told : figures).map((figure) => figure.high ?? 0)
  return Math.min(1, Math.max(SMALLEST_EXTENT, ...ends))
}

function markOf(figure: SideFigure, end: number, sign: 1 | -1): SideMark {
  const { rate, low, high, youngRate } = figure
  const young = youngRate === null ? null : sign * Math.min(youngRate, end)
  const isGrey = figure.verdict !== 'told'
  if (rate === null || low === null || high === null)
    return { value: null, whisker: null, youngValue: young, isGrey, reach: 0 }
  const drawn = Math.min(rate, end)
  const below = drawn - Math.min(low, drawn)
  const above = Math.max(drawn, Math.min(high, end)) - drawn
  return {
    value: sign * drawn,
    // A complaint is drawn below zero, where its upper end lies toward the smaller values.
    whisker: sign === 1 ? [below, above] : [above, below],
    youngValue: young,
    isGrey,
    reach: (drawn + above) / end,
  }
}

function ticksOf(left: number, right: number): number[] {
  const step = STEPS.find((candidate) => (left + right) / candidate <= MOST_TICKS) ?? 0.5
  const first = -Math.floor(left / step + 1e-9)
  const last = Math.floor(right / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, index) => round((first + index) * step))
}

/** Takes the dust of floating point off a tick: 0.15000000000000002 is 0.15. */
function round(value: number): number {
  return Number(value.toFixed(6))
}
