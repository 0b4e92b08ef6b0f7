import type { ReactNode } from 'react'
import classes from './empty-state.module.css'

type EmptyStateProps = {
  /** What will be here. */
  title: string
  children?: ReactNode
  /** One action that fills it. */
  action?: ReactNode
  /** It is the whole page: its title is the page's heading. */
  isPage?: boolean
}

/** Nothing here yet: says what will be, and the one thing to do. */
export function EmptyState({ title, children, action, isPage = false }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p'
  return (
    <div className={classes.empty}>
      <Title className={classes.title}>{title}</Title>
      {children ? <p className={classes.text}>{children}</p> : null}
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  )
}
