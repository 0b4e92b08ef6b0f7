/** The events of one business day, in their order. */
export type TimelineDay<Event> = { day: string; events: Event[] }

/** Groups neighbours of one business day; the events' order, whichever it is, stays. */
export function prepareDays<Event extends { day: string }>(
  events: readonly Event[],
): TimelineDay<Event>[] {
  const days: TimelineDay<Event>[] = []
  for (const event of events) {
    const last = days.at(-1)
    if (last?.day === event.day) last.events.push(event)
    else days.push({ day: event.day, events: [event] })
  }
  return days
}
