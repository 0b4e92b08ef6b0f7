import Link from 'next/link'
import type { ReactNode } from 'react'
import { Definition } from './definition.tsx'
import classes from './metric.module.css'

type MetricProps = {
  /** Already formatted; it comes before its label. */
  value: ReactNode
  label: string
  /** n, interval or the change against the comparison. */
  detail?: ReactNode
  /** What ⓘ says. */
  definition?: ReactNode
  tone?: 'plain' | 'share' | 'complaint' | 'cannot-tell'
  /** Where the rows behind the number are listed. */
  href?: string
}

/** One number, before its name. */
export function Metric({ value, label, detail, definition, tone = 'plain', href }: MetricProps) {
  return (
    <div className={classes.metric} data-tone={tone}>
      <div className={classes.value}>
        {href ? (
          <Link href={href} className={classes.link}>
            {value}
          </Link>
        ) : (
          value
        )}
      </div>
      <div className={classes.label}>
        {label}
        {definition ? <Definition name={label}>{definition}</Definition> : null}
      </div>
      {detail ? <div className={classes.detail}>{detail}</div> : null}
    </div>
  )
}
