'use client'

import { NextIntlClientProvider } from 'next-intl'
import { zhCNPlain } from '#server/words/zh-CN-plain.ts'
import type { WordsProviderProps } from './words-provider.tsx'

export function WordsZhPlain(props: Omit<WordsProviderProps, 'hasMoney'>) {
  return <NextIntlClientProvider {...props} messages={zhCNPlain} />
}
