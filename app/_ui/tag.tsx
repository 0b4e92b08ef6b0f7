import type { ReactNode } from 'react'
import classes from './tag.module.css'

type TagProps = {
  children: ReactNode
  tone?: 'plain' | 'accent' | 'share' | 'complaint' | 'cannot-tell' | 'wrong'
}

/** A state in one word. Its text says it; the colour only repeats it. */
export function Tag({ children, tone = 'plain' }: TagProps) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {children}
    </span>
  )
}
