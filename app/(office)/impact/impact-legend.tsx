'use client'

import { useTranslations } from 'next-intl'
import classes from './impact.module.css'

const ENTRIES = [
  ['complaint', 'complaint'],
  ['share', 'share'],
  ['interval', 'interval'],
  ['cannot-tell', 'cannotTell'],
  ['young', 'soFar'],
] as const

/** What the marks of the chart mean. */
export function ImpactLegend() {
  const t = useTranslations('impact.chart')
  return (
    <ul className={classes.legend}>
      {ENTRIES.map(([tone, word]) => (
        <li key={tone}>
          <span className={classes.swatch} data-tone={tone} aria-hidden="true" />
          {t(word)}
        </li>
      ))}
    </ul>
  )
}
