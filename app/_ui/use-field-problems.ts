'use client'

import { useTranslations } from 'next-intl'
import { problemOf } from '../_api/problem-of.ts'

/**
 * The sentence under a field, from the codes of a refusal: `problem('email')`. Undefined where the field is fine.
 * A field's path is dotted, as in the shape.
 */
export function useFieldProblems(error: unknown): (field: string) => string | undefined {
  const t = useTranslations('errors.fields')
  const problem = problemOf(error)
  const problems = problem?.kind === 'invalid' ? problem.problems : []
  return (field) => {
    const found = problems.find((candidate) => candidate.field === field)
    if (!found) return undefined
    const code = found.code as Parameters<typeof t.has>[0]
    return t.has(code) ? t(code as 'invalid', found.values) : t('invalid')
  }
}
