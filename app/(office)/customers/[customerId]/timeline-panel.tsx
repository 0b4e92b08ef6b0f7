'use client'

import { Button } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { useDeferredValue, useEffect, useMemo } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { Card } from '#app/_ui/card.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import classes from './customer.module.css'
import { prepareDays } from './prepare-days.ts'
import { TimelineControls } from './timeline-controls.tsx'
import { TimelineDaySection } from './timeline-day-section.tsx'
import { type TimelineSearch, timelineQuestionOf, timelineSearch } from './timeline-search.ts'
import { useEventWords } from './use-event-words.ts'

/** Everything that happened between this customer and us, on one line. */
export function TimelinePanel({ customerId }: { customerId: string }) {
  const t = useTranslations('customers.timeline')
  const trpc = useTRPC()
  const { data: customer } = useSuspenseQuery(trpc.customer.get.queryOptions({ customerId }))
  const [search, setSearch] = useQueryStates(timelineSearch, { history: 'push' })
  // The old line stays, dimmed, until the new one is there.
  const asked = useDeferredValue(search)
  return (
    <Card title={t('title')}>
      <TimelineControls
        kinds={customer.kinds}
        search={search}
        onSearch={(change) => void setSearch(change)}
      />
      <div className={classes.line} data-stale={asked !== search} aria-busy={asked !== search}>
        <Line customerId={customerId} search={asked} />
      </div>
    </Card>
  )
}

function Line({ customerId, search }: { customerId: string; search: TimelineSearch }) {
  const t = useTranslations('customers.timeline')
  const trpc = useTRPC()
  const pages = useSuspenseInfiniteQuery(
    trpc.customer.timeline.infiniteQueryOptions(timelineQuestionOf(customerId, search), {
      getNextPageParam: (page) => page.nextCursor,
    }),
  )
  const words = useEventWords()
  const days = useMemo(
    () => prepareDays(pages.data.pages.flatMap((page) => page.events)),
    [pages.data],
  )
  if (days.length === 0)
    return search.kind.length > 0 ? (
      <p className={classes.quiet}>{t('emptyKind')}</p>
    ) : (
      <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
    )
  return (
    <>
      <ol className={classes.days}>
        {days.map(({ day, events }) => (
          <TimelineDaySection key={day} day={day} events={events} words={words} />
        ))}
      </ol>
      {pages.hasNextPage ? (
        <More isBusy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />
      ) : (
        <p className={classes.end}>
          {t('allShown', { count: days.reduce((sum, { events }) => sum + events.length, 0) })}
        </p>
      )}
    </>
  )
}

/** The next page, when its button comes near the window or is pressed. */
function More({ isBusy, onMore }: { isBusy: boolean; onMore: () => void }) {
  const t = useTranslations('customers.timeline')
  const { ref, entry } = useIntersection({ rootMargin: '600px' })
  const isNear = entry?.isIntersecting ?? false
  // The outside system is the window's scroll.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new closure is no reason to load again
  useEffect(() => {
    if (isNear && !isBusy) onMore()
  }, [isNear, isBusy])
  return (
    <Button ref={ref} variant="default" fullWidth loading={isBusy} onClick={onMore}>
      {t('more')}
    </Button>
  )
}
