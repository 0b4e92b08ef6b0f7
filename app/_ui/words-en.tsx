'use client'

import { NextIntlClientProvider } from 'next-intl'
import { en } from '#server/words/en.ts'
import type { WordsProviderProps } from './words-provider.tsx'

export function WordsEn(props: Omit<WordsProviderProps, 'hasMoney'>) {
  return <NextIntlClientProvider {...props} messages={en} />
}
