'use client'

import { NextIntlClientProvider } from 'next-intl'
import { zhCN } from '#server/words/zh-CN.ts'
import type { WordsProps } from './words-props.ts'

export function WordsZh(props: Omit<WordsProps, 'hasMoney'>) {
  return <NextIntlClientProvider {...props} messages={zhCN} />
}
