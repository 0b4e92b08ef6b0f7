'use client'

import { Button } from '@mantine/core'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import classes from './selection-bar.module.css'

type SelectionBarProps = {
  count: number
  onClear: () => void
  /** All rows that match the filters, beyond this page. */
  matching?: number | undefined
  onSelectMatching?: (() => void) | undefined
  /** What can be done with the selected rows. */
  children: ReactNode
}

/** Stands at the foot of the screen while rows are selected. */
export function SelectionBar(props: SelectionBarProps) {
  const t = useTranslations('kit.table')
  if (props.count === 0) return null
  return (
    <section className={classes.bar} aria-live="polite">
      <strong>{t('selected', { count: props.count })}</strong>
      {props.matching && props.matching > props.count && props.onSelectMatching ? (
        <Button variant="subtle" size="xs" onClick={props.onSelectMatching}>
          {t('selectMatching', { count: props.matching })}
        </Button>
      ) : null}
      <Button variant="subtle" color="gray" size="xs" onClick={props.onClear}>
        {t('clear')}
      </Button>
      <span className={classes.actions}>{props.children}</span>
    </section>
  )
}
