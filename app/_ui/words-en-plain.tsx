'use client'

import { NextIntlClientProvider } from 'next-intl'
import { enPlain } from '#server/words/en-plain.ts'
import type { WordsProviderProps } from './words-provider.tsx'

export function WordsEnPlain(props: Omit<WordsProviderProps, 'hasMoney'>) {
  return <NextIntlClientProvider {...props} messages={enPlain} />
}
