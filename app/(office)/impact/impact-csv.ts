import type { Outcome, OutcomeFigure } from './impact-answer.ts'

type CsvRow = { name: string; code: string } & Record<Outcome, OutcomeFigure>

/** What every line of the file repeats, so that a line still says what it is when it is cut out. */
export type CsvFrame = { first: string; last: string; location: string; metric: string }

/** The words of the file's head and of its codes. */
export type CsvWords = {
  heads: readonly string[]
  outcome: (outcome: Outcome) => string
  verdict: (verdict: OutcomeFigure['rate']['verdict']) => string
}

/** The order of the columns; a head's key in the words is its name here. */
export const CSV_COLUMNS = [
  'moment',
  'code',
  'outcome',
  'rate',
  'low',
  'high',
  'count',
  'exposures',
  'verdict',
  'more',
  'youngCount',
  'youngExposures',
  'lateCount',
  'beforeCount',
  'beforeExposures',
  'from',
  'last',
  'location',
  'metric',
] as const

/** The marks of the chart as lines of a file, one for each side of each row, in the order on the screen. */
export function impactCsv(rows: readonly CsvRow[], frame: CsvFrame, words: CsvWords) {
  const lines = rows.flatMap((row) =>
    (['complaint', 'share'] as const).map((outcome) => {
      const { rate, young, lateCount, change } = row[outcome]
      return [
        row.name,
        row.code,
        words.outcome(outcome),
        rate.rate,
        rate.low,
        rate.high,
        rate.x,
        rate.n,
        words.verdict(rate.verdict),
        rate.moreNeeded,
        young.x,
        young.n,
        lateCount,
        change?.before.x ?? null,
        change?.before.n ?? null,
        frame.first,
        frame.last,
        frame.location,
        frame.metric,
      ]
    }),
  )
  return [[...words.heads], ...lines]
}
