import type { ReactNode } from 'react'
import classes from './form-row.module.css'

/** Fields side by side, the first one growing; tight for choices of one kind. */
export function FormRow({ children, isTight = false }: { children: ReactNode; isTight?: boolean }) {
  return <div className={isTight ? classes.tight : classes.row}>{children}</div>
}
