'use client'

import { Button } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { useDeferredValue, useEffect, useMemo } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import classes from './customer.module.css'
import { TimelineControls } from './timeline-controls.tsx'
import { TimelineLine } from './timeline-line.tsx'
import { type TimelineSearch, timelineQuestionOf, timelineSearch } from './timeline-search.ts'

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
  const format = useFormat()
  const archivedUntil = pages.data.pages[0]?.archivedUntil ?? null
  const archived =
    archivedUntil === null ? null : (
      <p className={classes.end}>{t('archived', { day: format.instant(archivedUntil) })}</p>
    )
  const events = useMemo(() => pages.data.pages.flatMap((page) => page.events), [pages.data])
  if (events.length === 0)
    return search.kind.length > 0 ? (
      <p className={classes.quiet}>{t('emptyKind')}</p>
    ) : (
      <>
        <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
        {archived}
      </>
    )
  return (
    <>
      <TimelineLine events={events} />
      {pages.hasNextPage ? (
        <More isBusy={pages.isFetchingNextPage} onMore={() => void pages.fetchNextPage()} />
      ) : (
        <>
          <p className={classes.end}>{t('allShown', { count: events.length })}</p>
          {archived}
        </>
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
