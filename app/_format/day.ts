/** A business day ('2026-05-31') as people read it; a day has no zone, so none is applied. */
export function formatDay(locale: string, day: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
}

/** A day without its year, for axes and lists of one year: "31 May", "5月31日". */
export function formatShortDay(locale: string, day: string): string {
  return new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
}

/** The month of a business day: "May 2026", "2026年5月". */
export function formatMonth(locale: string, day: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${day.slice(0, 7)}-01T00:00:00Z`))
}

/**
 * Days from the first to the last, both shown; one day is shown once. Not `formatRange`, whose
 * text differs between the server's and the browser's tables.
 */
export function formatDays(locale: string, first: string, last: string): string {
  if (first === last) return formatDay(locale, first)
  const to = locale.startsWith('zh') ? '至' : ' – '
  return `${formatDay(locale, first)}${to}${formatDay(locale, last)}`
}

/** An instant in the organization's zone, with its minute. */
export function formatInstant(locale: string, instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone,
  }).format(instant)
}

/** How long ago, in the largest unit that is at least one. */
export function formatAgo(locale: string, instant: Date, now: Date): string {
  const seconds = Math.round((instant.getTime() - now.getTime()) / 1000)
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const steps = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit)
  }
  return format.format(seconds, 'second')
}

/** The business day of an instant, '2026-05-31', in the organization's zone. */
export function formatBusinessDay(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone,
  }).format(instant)
}
