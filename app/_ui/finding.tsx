import type { ReactNode } from 'react'
import classes from './finding.module.css'

type FindingProps = {
  /** One true sentence. Mark its figures with <b>. */
  children: ReactNode
  /** How sure, from how many, over which window. */
  detail?: ReactNode
  /** Grey says that the numbers cannot tell yet. */
  tone?: 'plain' | 'cannot-tell'
}

/** The finding: the largest text on a page, before any chart. */
export function Finding({ children, detail, tone = 'plain' }: FindingProps) {
  return (
    <section className={classes.finding} data-tone={tone}>
      <p className={classes.sentence}>{children}</p>
      {detail ? <p className={classes.detail}>{detail}</p> : null}
    </section>
  )
}
