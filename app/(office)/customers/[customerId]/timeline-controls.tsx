import { Button, SegmentedControl } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_format/use-format.ts'
import { useShortcuts } from '#app/_ui/use-shortcuts.ts'
import { TIMELINE_DIRECTIONS, type TimelineKind } from '#server/domain/timeline/timeline-kind.ts'
import classes from './customer.module.css'
import type { CustomerAnswer } from './timeline-answer.ts'
import type { TimelineSearch } from './timeline-search.ts'
import { useKindName } from './use-kind-name.ts'

const MOST_COUNTED = 1000

type TimelineControlsProps = {
  kinds: CustomerAnswer['kinds']
  search: TimelineSearch
  onSearch: (change: Partial<TimelineSearch>) => void
}

/** Which kinds of events are shown, each with how many there are, and which end comes first. */
export function TimelineControls({ kinds, search, onSearch }: TimelineControlsProps) {
  const t = useTranslations('customers')
  const format = useFormat()
  const kindName = useKindName()
  useShortcuts(
    search.kind.length === 0 ? [] : [{ key: 'Escape', run: () => onSearch({ kind: [] }) }],
  )
  const toggle = (kind: TimelineKind) =>
    onSearch({
      kind: search.kind.includes(kind)
        ? search.kind.filter((one) => one !== kind)
        : [...search.kind, kind],
    })
  return (
    <div className={classes.controls}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame */}
      <div role="group" aria-label={t('timeline.filter')} className={classes.chips}>
        <Chip isOn={search.kind.length === 0} onPress={() => onSearch({ kind: [] })}>
          {t('timeline.all')}
        </Chip>
        {kinds.map(({ kind, count }) => (
          <Chip key={kind} isOn={search.kind.includes(kind)} onPress={() => toggle(kind)}>
            {kindName(kind)}{' '}
            <span className={classes.count}>
              {count >= MOST_COUNTED
                ? t('countMany', { count: MOST_COUNTED - 1 })
                : format.number(count)}
            </span>
          </Chip>
        ))}
      </div>
      <SegmentedControl
        aria-label={t('timeline.direction')}
        size="sm"
        value={search.order}
        data={TIMELINE_DIRECTIONS.map((value) => ({ value, label: t(`timeline.${value}`) }))}
        onChange={(value) => {
          const order = TIMELINE_DIRECTIONS.find((one) => one === value)
          if (order) onSearch({ order })
        }}
      />
    </div>
  )
}

type ChipProps = { isOn: boolean; onPress: () => void; children: React.ReactNode }

function Chip({ isOn, onPress, children }: ChipProps) {
  return (
    <Button
      size="compact-md"
      variant={isOn ? 'light' : 'default'}
      aria-pressed={isOn}
      onClick={onPress}
    >
      {children}
    </Button>
  )
}
