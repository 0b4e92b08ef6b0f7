import { CloseButton } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './record.module.css'

type FoldedProps = {
  title: string
  changeLabel: string
  onChange: () => void
  children: ReactNode
}

/** What was chosen, in one line, with the way back. */
export function Folded({ title, changeLabel, onChange, children }: FoldedProps) {
  return (
    <div className={classes.folded}>
      <span className={classes.foldedTitle}>{title}</span>
      <span className={classes.foldedText}>{children}</span>
      <CloseButton size={44} iconSize={20} aria-label={changeLabel} onClick={onChange} />
    </div>
  )
}
