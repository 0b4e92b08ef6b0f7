import {
  type ImpactLocation,
  type ImpactMoment,
  listLocationsInOrder,
  listMomentsInOrder,
  readToday,
} from '#server/db/impact-frame.ts'
import { countMoments, findExposureDays, type MomentCounts } from '#server/db/moment-day.ts'
import { readingReplica } from '#server/db/reading.ts'
import type { Actor } from '#server/domain/actor.ts'
import { authorize } from '#server/domain/actor.ts'
import { compareRates, type RateChange } from '#server/domain/impact/compare-rates.ts'
import { decideLeaders, type Leaders } from '#server/domain/impact/decide-leaders.ts'
import { IMPACT_METRIC, maturedUntil, type Outcome } from '#server/domain/impact/impact-metric.ts'
import type { ImpactQuestion } from '#server/domain/impact/input.ts'
import { type MeasuredRate, measureRate } from '#server/domain/impact/measure-rate.ts'
import { addDays, comparedSpan, type Span, spanOf } from '#server/domain/period.ts'

/** One outcome of one moment: the rate of matured exposures, what the younger ones did so far, and the change. */
export type OutcomeFigure = {
  rate: MeasuredRate
  /** Exposures too young for the rate, and their outcomes so far. */
  young: MeasuredRate
  /** Outcomes after the horizon: told, not in the rate. */
  lateCount: number
  change: RateChange | null
}

export type MomentFigures = {
  momentNo: number
  exposureCount: number
  share: OutcomeFigure
  complaint: OutcomeFigure
}

export type ImpactRow = MomentFigures & Pick<ImpactMoment, 'code' | 'nameZh' | 'nameEn' | 'phase'>

/** A count of the period and, where there is one, of the period before. */
export type CountFigure = { count: number; before: number | null }

export type MomentImpact = {
  metric: typeof IMPACT_METRIC
  asOf: Date
  span: Span
  compared: Span | null
  maturedUntil: Record<Outcome, string>
  /** Where the organization's exposures lie; null where there is none at all. */
  dataDays: { firstDay: string; lastDay: string } | null
  locations: ImpactLocation[]
  /** In journey order. */
  rows: ImpactRow[]
  /** Exposures and outcomes without a moment: never spread over the others. */
  notStated: MomentFigures
  /** Outcomes without an exposure: they name no moment, or one that the customer has no exposure of. In no rate. */
  unattached: { unnamed: Record<Outcome, number>; named: Record<Outcome, number> }
  leaders: Record<Outcome, Leaders>
  totals: { exposures: CountFigure } & Record<Outcome, CountFigure>
}

type Counts = MomentCounts[]

/** Which moments produce shares, and which complaints. */
export async function momentImpact(
  actor: Actor,
  input: ImpactQuestion,
  now: Date,
): Promise<MomentImpact> {
  authorize(actor, 'impact.read')
  return readingReplica(actor, async (db) => {
    const today = await readToday(db, now)
    const dataDays = await findExposureDays(db)
    const span = spanOf(input.period, today)
    const compared = comparedSpan(span, input.compare)
    const matured = {
      share: maturedUntil('share', today),
      complaint: maturedUntil('complaint', today),
    }
    const count = (days: Span): Promise<Counts> =>
      countMoments(db, { span: days, locationNo: input.locationNo, maturedUntil: matured })
    const counts = await count(span)
    const before = compared ? await count(compared) : null
    const moments = await listMomentsInOrder(db)

    const rows = moments
      .map((moment) => ({ ...moment, ...figuresOf(moment.momentNo, counts, before) }))
      .filter((row) => !row.isRetired || row.exposureCount > 0)
      .map(({ isRetired: _, isEnd: __, ...row }) => row)

    return {
      metric: IMPACT_METRIC,
      asOf: now,
      span: withinData(span, dataDays),
      compared,
      maturedUntil: matured,
      dataDays,
      locations: await listLocationsInOrder(db),
      rows,
      notStated: figuresOf(0, counts, before),
      unattached: { unnamed: unattachedOf(counts, true), named: unattachedOf(counts, false) },
      leaders: { share: leadersOf(rows, 'share'), complaint: leadersOf(rows, 'complaint') },
      totals: totalsOf(counts, before),
    }
  })
}

/** "All" reaches beyond every fact; shown and saved are the days that have some. */
function withinData(span: Span, dataDays: MomentImpact['dataDays']): Span {
  if (!dataDays || span.from > '1900-01-01') return span
  return { from: dataDays.firstDay, until: addDays(dataDays.lastDay, 1) }
}

function figuresOf(momentNo: number, counts: Counts, before: Counts | null): MomentFigures {
  return {
    momentNo,
    exposureCount: countsOf(counts, momentNo)?.exposureCount ?? 0,
    share: figureOf('share', momentNo, counts, before),
    complaint: figureOf('complaint', momentNo, counts, before),
  }
}

function figureOf(
  outcome: Outcome,
  momentNo: number,
  counts: Counts,
  before: Counts | null,
): OutcomeFigure {
  const now = tally(outcome, momentNo, counts)
  const then = before ? tally(outcome, momentNo, before) : null
  return {
    rate: measureRate(now.matured.x, now.matured.n),
    young: measureRate(now.young.x, now.young.n),
    lateCount: now.lateCount,
    change: then ? compareRates(now.matured, then.matured) : null,
  }
}

function tally(outcome: Outcome, momentNo: number, counts: Counts) {
  const found = countsOf(counts, momentNo)
  const matured = found?.maturedCount[outcome] ?? 0
  return {
    matured: { x: found?.[outcome].maturedCount ?? 0, n: matured },
    young: { x: found?.[outcome].youngCount ?? 0, n: (found?.exposureCount ?? 0) - matured },
    lateCount: found?.[outcome].lateCount ?? 0,
  }
}

function countsOf(counts: Counts, momentNo: number): MomentCounts | undefined {
  return counts.find((row) => row.momentNo === momentNo)
}

function unattachedOf(counts: Counts, isUnnamed: boolean): Record<Outcome, number> {
  const rows = counts.filter((row) => (row.momentNo === 0) === isUnnamed)
  const of = (outcome: Outcome) =>
    rows.reduce((total, row) => total + row[outcome].unattachedCount, 0)
  return { share: of('share'), complaint: of('complaint') }
}

function leadersOf(rows: ImpactRow[], outcome: Outcome): Leaders {
  return decideLeaders(rows.map((row) => ({ momentNo: row.momentNo, rate: row[outcome].rate })))
}

function totalsOf(counts: Counts, before: Counts | null): MomentImpact['totals'] {
  const exposures = (of: Counts) => of.reduce((all, row) => all + row.exposureCount, 0)
  const outcomes = (of: Counts, outcome: Outcome) =>
    of.reduce((all, row) => all + row[outcome].maturedCount + row[outcome].youngCount, 0)
  return {
    exposures: { count: exposures(counts), before: before && exposures(before) },
    share: { count: outcomes(counts, 'share'), before: before && outcomes(before, 'share') },
    complaint: {
      count: outcomes(counts, 'complaint'),
      before: before && outcomes(before, 'complaint'),
    },
  }
}
