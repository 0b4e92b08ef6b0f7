const formats = new Map<string, Intl.DateTimeFormat>()

/** The minute of an instant in a zone, "09:05". Kept by language and zone: a long list asks a thousand times. */
export function formatTime(locale: string, instant: Date, timeZone: string): string {
  const key = `${locale} ${timeZone}`
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    })
  formats.set(key, format)
  return format.format(instant)
}
