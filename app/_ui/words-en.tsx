'use client'

import { NextIntlClientProvider } from 'next-intl'
import { en } from '#server/words/en.ts'
import type { WordsProps } from './words-props.ts'

export function WordsEn(props: Omit<WordsProps, 'hasMoney'>) {
  return <NextIntlClientProvider {...props} messages={en} />
}
