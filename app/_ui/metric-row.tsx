import type { ReactNode } from 'react'
import classes from './metric-row.module.css'

/** Metrics side by side, as many as fit. */
export function MetricRow({ children }: { children: ReactNode }) {
  return <div className={classes.row}>{children}</div>
}
