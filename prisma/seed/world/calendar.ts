const DAY_MS = 86_400_000

/** The sample's zone has no summer time, so a local time is a fixed step from the instant. */
const OFFSET_MINUTES = 8 * 60

/** Days since 1970-01-01. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
}

/** 'YYYY-MM-DD' */
export function dayText(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10)
}

/** The instant of a minute of a day in Asia/Shanghai; minutes may run over the day's end. */
export function instantOf(number: number, minute: number): Date {
  return new Date(number * DAY_MS + Math.round((minute - OFFSET_MINUTES) * 60) * 1000)
}

/** The business day of an instant in Asia/Shanghai. */
export function dayOf(at: Date): number {
  return Math.floor((at.getTime() + OFFSET_MINUTES * 60_000) / DAY_MS)
}

export function isWeekend(number: number): boolean {
  const weekday = (number + 4) % 7
  return weekday === 0 || weekday === 6
}

/** The first day of the month that lies so many months before this day's month. */
export function monthStart(number: number, monthsBefore: number): number {
  const date = new Date(number * DAY_MS)
  return Math.round(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - monthsBefore, 1) / DAY_MS)
}
