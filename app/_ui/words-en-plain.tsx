'use client'

import { NextIntlClientProvider } from 'next-intl'
import { enPlain } from '#server/words/en-plain.ts'
import type { WordsProps } from './words-props.ts'

export function WordsEnPlain(props: Omit<WordsProps, 'hasMoney'>) {
  return <NextIntlClientProvider {...props} messages={enPlain} />
}
