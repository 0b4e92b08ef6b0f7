'use client'

import dynamic from 'next/dynamic'
import type { WordsProps } from './words-props.ts'

// One language and one circle of readers per file, fetched once and kept by the browser.
const providers = {
  en: dynamic(() => import('./words-en-plain.tsx').then((file) => file.WordsEnPlain)),
  'en-money': dynamic(() => import('./words-en.tsx').then((file) => file.WordsEn)),
  'zh-CN': dynamic(() => import('./words-zh-plain.tsx').then((file) => file.WordsZhPlain)),
  'zh-CN-money': dynamic(() => import('./words-zh.tsx').then((file) => file.WordsZh)),
} as const

/** Gives every component its words, in the reader's language. */
export function WordsProvider({ hasMoney, ...props }: WordsProps) {
  const Provider = providers[hasMoney ? (`${props.locale}-money` as const) : props.locale]
  return <Provider {...props} />
}
