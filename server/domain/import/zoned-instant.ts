/** A wall-clock time without its zone: month 1–12, all parts whole. */
export type WallTime = {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

const HOUR_MS = 3_600_000
const QUARTER_HOUR_MS = 900_000
const DAY_MS = 24 * HOUR_MS
const LOOK_MS = 6 * HOUR_MS

const clocks = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, Map<number, number>>()

/**
 * The instant at which a wall clock in `timeZone` showed `wall`.
 *
 * Two stated rules for the hours of a clock change: a time that the clock showed twice is the first of the two; a time that it
 * never showed moves on by the length of the gap (02:30 becomes 03:30), as java.time and Temporal's `compatible` do.
 *
 * @returns null where the day or the time of day does not exist in any zone (31 April, 25:00)
 */
export function zonedInstant(wall: WallTime, timeZone: string): Date | null {
  const asUtc = utcOf(wall)
  if (asUtc === null) return null
  const steady = steadyOffset(Math.floor(asUtc / DAY_MS), timeZone)
  if (steady !== null) return new Date(asUtc - steady)
  // Offsets a day before and a day after bracket any change of the clock between them.
  const before = offsetAt(asUtc - 24 * HOUR_MS, timeZone)
  const after = offsetAt(asUtc + 24 * HOUR_MS, timeZone)
  if (before === after) return new Date(asUtc - before)
  const fits = [before, after]
    .map((offset) => asUtc - offset)
    .filter((instant) => instant + offsetAt(instant, timeZone) === asUtc)
  return new Date(fits.length > 0 ? Math.min(...fits) : asUtc - before)
}

const steady = new Map<string, Map<number, number | null>>()

/**
 * The zone's offset on a day, where it is the same from the day before to the day after: nearly always. Looked at every six hours;
 * no zone has changed its clock and changed it back within so short a time.
 *
 * @param day  days since 1970 by the wall clock
 */
function steadyOffset(day: number, timeZone: string): number | null {
  let known = steady.get(timeZone)
  if (!known || known.size > 100_000) {
    known = new Map()
    steady.set(timeZone, known)
  }
  const kept = known.get(day)
  if (kept !== undefined) return kept
  const first = offsetAt((day - 1) * DAY_MS, timeZone)
  let isSteady = true
  for (let at = (day - 1) * DAY_MS; at <= (day + 2) * DAY_MS && isSteady; at += LOOK_MS)
    isSteady = offsetAt(at, timeZone) === first
  known.set(day, isSteady ? first : null)
  return isSteady ? first : null
}

function utcOf(wall: WallTime): number | null {
  const { year, month, day, hour, minute, second } = wall
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null
  const midnight = midnightOf(year, month, day)
  return midnight === null ? null : midnight + ((hour * 60 + minute) * 60 + second) * 1000
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function midnightOf(year: number, month: number, day: number): number | null {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const most = month === 2 && isLeap ? 29 : DAYS_IN_MONTH[month - 1]
  if (most === undefined || day < 1 || day > most) return null
  // Years before 100 would count from 1900.
  if (year < 100) return new Date(0).setUTCFullYear(year, month - 1, day)
  return Date.UTC(year, month - 1, day)
}

/** Milliseconds that the zone's clock is ahead of UTC at an instant. Zones change at quarter hours at the finest. */
function offsetAt(instant: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0
  const quarter = Math.floor(instant / QUARTER_HOUR_MS)
  let known = offsets.get(timeZone)
  if (!known || known.size > 100_000) {
    known = new Map()
    offsets.set(timeZone, known)
  }
  const kept = known.get(quarter)
  if (kept !== undefined) return kept
  const offset = readOffset(quarter * QUARTER_HOUR_MS, timeZone)
  known.set(quarter, offset)
  return offset
}

function readOffset(instant: number, timeZone: string): number {
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(instant)
      .map((part) => [part.type, Number(part.value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return shown - instant
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const kept = clocks.get(timeZone)
  if (kept) return kept
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  clocks.set(timeZone, clock)
  return clock
}
