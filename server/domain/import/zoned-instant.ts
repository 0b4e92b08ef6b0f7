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
  // Offsets a day before and a day after bracket any change of the clock between them.
  const before = offsetAt(asUtc - 24 * HOUR_MS, timeZone)
  const after = offsetAt(asUtc + 24 * HOUR_MS, timeZone)
  if (before === after) return new Date(asUtc - before)
  const fits = [before, after]
    .map((offset) => asUtc - offset)
    .filter((instant) => instant + offsetAt(instant, timeZone) === asUtc)
  return new Date(fits.length > 0 ? Math.min(...fits) : asUtc - before)
}

function utcOf(wall: WallTime): number | null {
  const date = new Date(0)
  date.setUTCFullYear(wall.year, wall.month - 1, wall.day)
  date.setUTCHours(wall.hour, wall.minute, wall.second)
  const isReal =
    date.getUTCFullYear() === wall.year &&
    date.getUTCMonth() === wall.month - 1 &&
    date.getUTCDate() === wall.day &&
    date.getUTCHours() === wall.hour &&
    date.getUTCMinutes() === wall.minute &&
    date.getUTCSeconds() === wall.second
  return isReal ? date.getTime() : null
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
