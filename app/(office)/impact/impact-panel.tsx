'use client'

import { Select } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { useDeferredValue } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { DateRange } from '#app/_ui/date-range.tsx'
import { type FilterChip, FilterChips } from '#app/_ui/filter-chips.tsx'
import { PageHeader } from '#app/_ui/page-header.tsx'
import { PanelBoundary } from '#app/_ui/panel-boundary.tsx'
import { lastDayOf } from '#server/domain/period.ts'
import { BehindDrawer } from './behind-drawer.tsx'
import classes from './impact.module.css'
import type { ImpactAnswer } from './impact-answer.ts'
import { ImpactChart } from './impact-chart.tsx'
import { ImpactEmpty } from './impact-empty.tsx'
import { ImpactFinding } from './impact-finding.tsx'
import { ImpactMetrics } from './impact-metrics.tsx'
import { type ImpactSearch, impactSearch, placeOf, questionOf } from './impact-search.ts'
import { useLocationName } from './use-location-name.ts'
import { WorthItCard } from './worth-it-card.tsx'

/** The owner's landing page: the finding, its numbers, its chart, the customers behind it. */
export function ImpactPanel() {
  const [search, setSearch] = useQueryStates(impactSearch, { history: 'push' })
  const trpc = useTRPC()
  // The old answer stays, dimmed, until the new one is there.
  const asked = useDeferredValue(search)
  const { data } = useSuspenseQuery(trpc.impact.byMoment.queryOptions(questionOf(asked)))
  const onSearch = (change: Partial<ImpactSearch>) => void setSearch(change)
  return (
    <>
      <Controls answer={data} search={search} onSearch={onSearch} />
      <div
        className={isSameQuestion(search, asked) ? undefined : classes.stale}
        aria-busy={!isSameQuestion(search, asked)}
      >
        <Body answer={data} search={search} asked={asked} onSearch={onSearch} />
      </div>
      <BehindDrawer answer={data} search={search} onClose={() => onSearch({ open: null })} />
    </>
  )
}

function isSameQuestion(one: ImpactSearch, other: ImpactSearch): boolean {
  return JSON.stringify(questionOf(one)) === JSON.stringify(questionOf(other))
}

type PartProps = {
  answer: ImpactAnswer
  search: ImpactSearch
  onSearch: (change: Partial<ImpactSearch>) => void
}

function Body({ answer, search, asked, onSearch }: PartProps & { asked: ImpactSearch }) {
  const format = useFormat()
  const locationName = useLocationName(answer.locations)
  const days = format.days(answer.span.from, lastDayOf(answer.span))
  const place = placeOf(asked.location)
  if (answer.totals.exposures.count === 0)
    return <ImpactEmpty answer={answer} hasPlace={place !== null} onSearch={onSearch} />
  return (
    <>
      <ImpactFinding
        answer={answer}
        days={days}
        locationName={place === null ? null : locationName(place)}
      />
      <ImpactMetrics answer={answer} days={days} search={search} />
      <ImpactChart answer={answer} search={search} onSearch={onSearch} />
      <PanelBoundary minHeight={160}>
        <WorthItCard search={asked} />
      </PanelBoundary>
    </>
  )
}

function Controls({ answer, search, onSearch }: PartProps) {
  const t = useTranslations('impact')
  const { today } = useViewer()
  const locationName = useLocationName(answer.locations)
  const place = placeOf(search.location)
  const chips: FilterChip[] =
    place === null
      ? []
      : [
          {
            key: 'location',
            label: locationName(place),
            onRemove: () => onSearch({ location: null }),
          },
        ]
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <Select
              className={classes.location}
              aria-label={t('location.label')}
              value={place === null ? 'all' : String(place)}
              allowDeselect={false}
              data={[
                { value: 'all', label: t('location.all') },
                ...answer.locations.map((one) => ({
                  value: String(one.locationNo),
                  label: one.name,
                })),
              ]}
              onChange={(chosen) =>
                onSearch({ location: chosen === null || chosen === 'all' ? null : Number(chosen) })
              }
            />
            <DateRange
              value={search.period}
              onChange={(period) => onSearch({ period })}
              today={today}
              comparison={search.compare}
              onCompare={(compare) => onSearch({ compare })}
            />
          </>
        }
      />
      <FilterChips chips={chips} onClear={() => onSearch({ location: null })} />
    </>
  )
}
