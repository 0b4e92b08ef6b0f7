/** One row of the line: the name of a business day, or an event of it. */
export type TimelineRow<Event> =
  | { kind: 'day'; key: string; day: string }
  | { kind: 'event'; key: string; event: Event }

/** Events as rows, each business day before its events; the events' order, whichever it is, stays. */
export function prepareRows<Event extends { key: string; day: string }>(
  events: readonly Event[],
): TimelineRow<Event>[] {
  let day = ''
  return events.flatMap((event): TimelineRow<Event>[] => {
    const row = { kind: 'event', key: event.key, event } as const
    if (event.day === day) return [row]
    day = event.day
    return [{ kind: 'day', key: day, day }, row]
  })
}
