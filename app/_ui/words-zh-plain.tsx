'use client'

import { NextIntlClientProvider } from 'next-intl'
import { zhCNPlain } from '#server/words/zh-CN-plain.ts'
import type { WordsProps } from './words-props.ts'

export function WordsZhPlain(props: Omit<WordsProps, 'hasMoney'>) {
  return <NextIntlClientProvider {...props} messages={zhCNPlain} />
}
