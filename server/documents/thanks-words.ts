import { createTranslator } from 'next-intl'
import { en } from '#server/words/en.ts'
import { zhCN } from '#server/words/zh-CN.ts'

/** What a thanked customer is told, in their language. */
export function thanksWords(locale: 'zh-CN' | 'en') {
  return createTranslator({
    locale,
    messages: locale === 'en' ? en : zhCN,
    namespace: 'thanksMessage',
  })
}
