import { apiReference as en } from '#server/words/en/api-reference.ts'
import { apiReference as zhCN } from '#server/words/zh-CN/api-reference.ts'

export type ReferenceWords = typeof en

/** The reference's words in the language of its address; null for an address in no language of ours. */
export function referenceWords(locale: string): ReferenceWords | null {
  if (locale === 'en') return en
  return locale === 'zh-CN' ? zhCN : null
}
