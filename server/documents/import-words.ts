import { createTranslator } from 'next-intl'
import type { FieldProblem } from '#server/domain/errors.ts'
import { fieldKey, problemKeys } from '#server/domain/import/problem-key.ts'
import { enPlain } from '#server/words/en-plain.ts'
import { zhCNPlain } from '#server/words/zh-CN-plain.ts'

/** What files of imports say, in one language. */
export type ImportWords = {
  text(key: string): string
  problem(problem: FieldProblem): string
}

/** The words of a language by its tag; English for any other. */
export function importWords(locale: string | null): ImportWords {
  const isChinese = locale === 'zh-CN'
  const t = createTranslator({
    locale: isChinese ? 'zh-CN' : 'en',
    messages: isChinese ? zhCNPlain : enPlain,
  }) as unknown as Translator
  return { text: (key) => t(key), problem: (problem) => sentence(t, problem) }
}

type Translator = {
  (key: string, values?: Record<string, string | number>): string
  has(key: string): boolean
}

function sentence(t: Translator, problem: FieldProblem): string {
  const key = problemKeys(problem).find((candidate) => t.has(candidate))
  const said = t(key ?? 'errors.fields.invalid', problem.values)
  const name = fieldKey(problem)
  if (name === null) return said
  const values = { field: t.has(name) ? t(name) : problem.field, problem: said, ...problem.values }
  const isCell = problem.values?.column !== undefined && problem.values.value
  return t(isCell ? 'imports.problems.atValue' : 'imports.problems.at', values)
}
