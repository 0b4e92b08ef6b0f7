import type { ReactNode } from 'react'
import classes from './page-header.module.css'

type PageHeaderProps = {
  title: string
  /** One quiet sentence under the title. */
  lead?: ReactNode
  /** Buttons and controls at the right; they wrap below the title on a phone. */
  actions?: ReactNode
}

/** The page's name, small on purpose: the finding beneath it is the largest text. */
export function PageHeader({ title, lead, actions }: PageHeaderProps) {
  return (
    <header className={classes.header}>
      <div>
        <h1 className={classes.title}>{title}</h1>
        {lead ? <p className={classes.lead}>{lead}</p> : null}
      </div>
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </header>
  )
}
