import type { ReactNode } from 'react'

export type WordsProps = {
  locale: 'en' | 'zh-CN'
  timeZone: string
  /** The server's time, so that both sides say the same "3 minutes ago". */
  now: Date
  /** Words about money travel only to those who may see money. */
  hasMoney: boolean
  children: ReactNode
}
