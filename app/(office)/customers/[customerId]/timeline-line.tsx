'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useTranslations } from 'next-intl'
import { memo, useCallback, useMemo, useState } from 'react'
import classes from './customer.module.css'
import { prepareRows, type TimelineRow } from './prepare-rows.ts'
import type { TimelineEvent } from './timeline-answer.ts'
import { TimelineEventItem } from './timeline-event-item.tsx'
import { type EventWords, useEventWords } from './use-event-words.ts'

/** Heights before a row was seen; each is measured when it comes near. */
const DAY_HEIGHT = 45
const EVENT_HEIGHT = 72

/** The line of events. Only the rows near the window are in the document, so that a thousand events cost what twenty do. */
export function TimelineLine({ events }: { events: readonly TimelineEvent[] }) {
  const t = useTranslations('customers.timeline')
  const words = useEventWords()
  const rows = useMemo(() => prepareRows(events), [events])
  const [top, setTop] = useState(0)
  const list = useCallback((element: HTMLOListElement | null) => {
    if (element) setTop(element.getBoundingClientRect().top + window.scrollY)
  }, [])
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => (rows[index]?.kind === 'day' ? DAY_HEIGHT : EVENT_HEIGHT),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
    scrollMargin: top,
    // What the server draws before there is a window.
    initialRect: { width: 1024, height: 900 },
  })
  return (
    <ol
      ref={list}
      className={classes.rows}
      aria-label={t('title')}
      style={{ height: virtual.getTotalSize() }}
    >
      {virtual.getVirtualItems().map((item) => {
        const row = rows[item.index]
        return row ? (
          <li
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            aria-setsize={rows.length}
            aria-posinset={item.index + 1}
            className={classes.row}
            style={{ transform: `translateY(${item.start - top}px)` }}
          >
            <Row row={row} words={words} />
          </li>
        ) : null
      })}
    </ol>
  )
}

type RowProps = { row: TimelineRow<TimelineEvent>; words: EventWords }

// Scrolling draws the list again and again; the rows in it stay as they are.
const Row = memo(function Row({ row, words }: RowProps) {
  if (row.kind === 'event') return <TimelineEventItem event={row.event} words={words} />
  return (
    <h3 className={classes.dayName}>
      <time dateTime={row.day}>{words.format.day(row.day)}</time>
    </h3>
  )
})
