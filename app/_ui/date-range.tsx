'use client'

import { Button, Popover, Select, Stack, UnstyledButton } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { CalendarDays } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { COMPARISONS, type Comparison, type Period, PRESETS } from '#server/domain/period.ts'
import { useFormat } from '../_format/use-format.ts'
import classes from './date-range.module.css'

type DateRangeProps = {
  value: Period
  onChange: (period: Period) => void
  /** The last day that can be chosen: the business day of now. */
  today: string
  /** Left out where nothing is compared. */
  comparison?: Comparison
  onCompare?: ((comparison: Comparison) => void) | undefined
}

/** Presets that stay relative in a link, or two days, both shown and both counted; and what they are held against. */
export function DateRange({ value, onChange, today, comparison, onCompare }: DateRangeProps) {
  const t = useTranslations('kit.period')
  const format = useFormat()
  const [isOpen, setIsOpen] = useState(false)
  const label = 'preset' in value ? t(value.preset) : format.days(value.first, value.last)
  function choose(period: Period) {
    onChange(period)
    setIsOpen(false)
  }
  return (
    <div className={classes.range}>
      <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" trapFocus withRoles>
        <Popover.Target>
          <Button
            variant="default"
            leftSection={<CalendarDays size={16} aria-hidden="true" />}
            aria-label={`${t('label')}: ${label}`}
            onClick={() => setIsOpen(!isOpen)}
          >
            {label}
          </Button>
        </Popover.Target>
        <Popover.Dropdown p={8}>
          <Choices value={value} today={today} onChoose={choose} />
        </Popover.Dropdown>
      </Popover>
      {comparison && onCompare ? (
        <Select
          className={classes.compare}
          aria-label={t('compare')}
          value={comparison}
          allowDeselect={false}
          data={COMPARISONS.map((one) => ({ value: one, label: t(COMPARISON_WORDS[one]) }))}
          onChange={(chosen) => onCompare(COMPARISONS.find((one) => one === chosen) ?? 'none')}
        />
      ) : null}
    </div>
  )
}

const COMPARISON_WORDS = {
  none: 'compareNone',
  previous: 'comparePrevious',
  year: 'compareYear',
} as const

type ChoicesProps = { value: Period; today: string; onChoose: (period: Period) => void }

function Choices({ value, today, onChoose }: ChoicesProps) {
  const t = useTranslations('kit.period')
  const kept: [string | null, string | null] =
    'first' in value ? [value.first, value.last] : [null, null]
  const [days, setDays] = useState(kept)
  const [first, last] = days
  return (
    <div className={classes.choices}>
      <Stack gap={0} className={classes.presets}>
        {PRESETS.map((preset) => (
          <UnstyledButton
            key={preset}
            className={classes.preset}
            aria-pressed={'preset' in value && value.preset === preset}
            onClick={() => onChoose({ preset })}
          >
            {t(preset)}
          </UnstyledButton>
        ))}
      </Stack>
      <div>
        <DatePicker
          type="range"
          allowSingleDateInRange
          maxDate={today}
          defaultDate={first ?? today}
          value={days}
          onChange={setDays}
        />
        <Button
          mt={8}
          fullWidth
          disabled={!first || !last}
          onClick={() => (first && last ? onChoose({ first, last }) : undefined)}
        >
          {t('apply')}
        </Button>
      </div>
    </div>
  )
}
