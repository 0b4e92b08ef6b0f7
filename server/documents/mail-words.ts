import { createTranslator } from 'next-intl'
import { enPlain } from '#server/words/en-plain.ts'
import { zhCNPlain } from '#server/words/zh-CN-plain.ts'

/** The sentences of letters, in the language of whoever reads them. */
export function mailWords(locale: string | null) {
  const isEnglish = locale === 'en'
  return createTranslator({
    locale: isEnglish ? 'en' : 'zh-CN',
    messages: isEnglish ? enPlain : zhCNPlain,
    namespace: 'auth.mail',
  })
}
