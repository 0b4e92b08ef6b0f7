import { type CSSProperties, memo } from 'react'
import classes from './customer.module.css'
import type { TimelineEvent } from './timeline-answer.ts'
import { TimelineEventItem } from './timeline-event-item.tsx'
import type { EventWords } from './use-event-words.ts'

type TimelineDaySectionProps = { day: string; events: TimelineEvent[]; words: EventWords }

/** One business day. What lies outside the window is laid out only when it comes near (content-visibility). */
export const TimelineDaySection = memo(function TimelineDaySection({
  day,
  events,
  words,
}: TimelineDaySectionProps) {
  return (
    <li className={classes.day} style={{ '--events': events.length } as CSSProperties}>
      <h3 className={classes.dayName}>
        <time dateTime={day}>{words.format.day(day)}</time>
      </h3>
      <ol className={classes.events}>
        {events.map((event) => (
          <TimelineEventItem key={event.key} event={event} words={words} />
        ))}
      </ol>
    </li>
  )
}, isSame)

function isSame(one: TimelineDaySectionProps, other: TimelineDaySectionProps): boolean {
  return (
    one.words === other.words &&
    one.events.length === other.events.length &&
    one.events[0] === other.events[0]
  )
}
