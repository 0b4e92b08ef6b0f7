'use client'

import { NextIntlClientProvider } from 'next-intl'
import { zhCN } from '#server/words/zh-CN.ts'
import type { WordsProviderProps } from './words-provider.tsx'

export function WordsZh(props: Omit<WordsProviderProps, 'hasMoney'>) {
  return <NextIntlClientProvider {...props} messages={zhCN} />
}
