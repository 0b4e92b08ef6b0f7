import type { ReactNode } from 'react'
import classes from './card.module.css'

type CardProps = {
  title?: ReactNode
  /** Controls in the card's upper right corner. */
  actions?: ReactNode
  children: ReactNode
  /** For tables and charts that reach the card's edge. */
  isFlush?: boolean
}

/** A sheet of paper on the desk: one subject. */
export function Card({ title, actions, children, isFlush = false }: CardProps) {
  return (
    <section className={classes.card}>
      {title || actions ? (
        <div className={classes.head}>
          {title ? <h2 className={classes.title}>{title}</h2> : <span />}
          {actions ? <div className={classes.actions}>{actions}</div> : null}
        </div>
      ) : null}
      <div className={isFlush ? classes.flush : classes.body}>{children}</div>
    </section>
  )
}
