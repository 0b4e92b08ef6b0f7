import { ProblemError } from './errors.ts'

/** A range of business days, `[from, until)`. */
export type Span = { from: string; until: string }

/** Ranges that move with the day: a link that says "last 28 days" says so again tomorrow. */
export const PRESETS = [
  'today',
  '7d',
  '28d',
  '91d',
  'month',
  'quarter',
  'year',
  '12m',
  'all',
] as const
export type Preset = (typeof PRESETS)[number]

/** What a person chose: a preset, or two days that are both shown and both counted. */
export type Period = { preset: Preset } | { first: string; last: string }

export const COMPARISONS = ['previous', 'year', 'none'] as const

/** What a period is held against. */
export type Comparison = (typeof COMPARISONS)[number]

export const DEFAULT_PERIOD: Period = { preset: '12m' }

const DAY = /^\d{4}-\d{2}-\d{2}$/
const MILLISECONDS_A_DAY = 86_400_000

/** Earlier than any fact and later than any: the bounds of "all". */
const ALL: Span = { from: '1900-01-01', until: '2200-01-01' }

/** The period that a link names, or null where it names none: the caller then takes its default. */
export function findPeriod(text: string): Period | null {
  if ((PRESETS as readonly string[]).includes(text)) return { preset: text as Preset }
  const [first, last, ...more] = text.split('..')
  if (!first || !last || more.length > 0) return null
  if (!isDay(first) || !isDay(last) || first > last) return null
  return { first, last }
}

/** The text that `findPeriod` reads back as the same period. */
export function periodText(period: Period): string {
  return 'preset' in period ? period.preset : `${period.first}..${period.last}`
}

/**
 * The days of a period, as `[from, until)`.
 *
 * Every preset ends with today, which is not over yet; month, quarter and year begin on their first
 * day, `12m` on the same day of the month a year ago (29 February becomes 1 March).
 *
 * @param today business day of now, in the organization's zone
 * @throws ProblemError invalid, when a day of a custom period does not exist
 */
export function spanOf(period: Period, today: string): Span {
  if ('first' in period) {
    if (!isDay(period.first) || !isDay(period.last) || period.first > period.last)
      throw new ProblemError({
        kind: 'invalid',
        problems: [{ field: 'period', code: 'period.invalid' }],
      })
    return { from: period.first, until: addDays(period.last, 1) }
  }
  const until = addDays(today, 1)
  switch (period.preset) {
    case 'today':
      return { from: today, until }
    case '7d':
      return { from: addDays(today, -6), until }
    case '28d':
      return { from: addDays(today, -27), until }
    case '91d':
      return { from: addDays(today, -90), until }
    case 'month':
      return { from: `${today.slice(0, 7)}-01`, until }
    case 'quarter':
      return { from: quarterStart(today), until }
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, until }
    case '12m':
      return { from: addMonths(until, -12), until }
    case 'all':
      return ALL
  }
}

/**
 * What a span is compared with: as many days just before it, or the same days a year earlier.
 * Null for "none", and for a span without a beginning.
 */
export function comparedSpan(span: Span, comparison: Comparison): Span | null {
  if (comparison === 'none' || span.from === ALL.from) return null
  if (comparison === 'year')
    return { from: addMonths(span.from, -12), until: addMonths(span.until, -12) }
  return { from: addDays(span.from, -daysBetween(span.from, span.until)), until: span.from }
}

/** The last day inside a span; what a person reads as its end. */
export function lastDayOf(span: Span): string {
  return addDays(span.until, -1)
}

/** Days from one to the other; negative when the second is earlier. */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / MILLISECONDS_A_DAY)
}

/** The business day some days later, or earlier where `days` is negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * MILLISECONDS_A_DAY).toISOString().slice(0, 10)
}

/** The same day some months away; a day that the month does not have becomes the next month's first. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, date)).getUTCDate() === date
    ? new Date(Date.UTC(year, month - 1 + months, date)).toISOString().slice(0, 10)
    : new Date(Date.UTC(year, month + months, 1)).toISOString().slice(0, 10)
}

function quarterStart(day: string): string {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1
  return `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`
}

/** Whether a text is a day that the calendar has. */
function isDay(text: string): boolean {
  if (!DAY.test(text)) return false
  const time = Date.parse(text)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
}
