'use client'

import { Button, CloseButton } from '@mantine/core'
import { useTranslations } from 'next-intl'
import classes from './filter-chips.module.css'
import { useShortcuts } from './use-shortcuts.ts'

export type FilterChip = { key: string; label: string; onRemove: () => void }

type FilterChipsProps = { chips: readonly FilterChip[]; onClear: () => void }

/** The filters in force, each with its cross; Escape clears them all. */
export function FilterChips({ chips, onClear }: FilterChipsProps) {
  const t = useTranslations('kit.filters')
  useShortcuts(chips.length === 0 ? [] : [{ key: 'Escape', run: onClear }])
  if (chips.length === 0) return null
  return (
    <ul className={classes.chips} aria-label={t('label')}>
      {chips.map((chip) => (
        <li key={chip.key} className={classes.chip}>
          {chip.label}
          <CloseButton
            size="sm"
            variant="transparent"
            aria-label={t('remove', { name: chip.label })}
            onClick={chip.onRemove}
          />
        </li>
      ))}
      <li>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onClear}>
          {t('clear')}
        </Button>
      </li>
    </ul>
  )
}
