'use client'

import { useTranslations } from 'next-intl'
import type { FieldProblem } from '#server/domain/errors.ts'
import { fieldKey, problemKeys } from '#server/domain/import/problem-key.ts'

type Translator = {
  (key: string, values?: Record<string, string | number>): string
  has(key: string): boolean
}

/** Turns a problem of a line into a sentence: the same sentences as in the error file. */
export function useProblemWords(): (problem: FieldProblem) => string {
  // Codes come from the server; which of three places knows one is only found by looking.
  const t = useTranslations() as unknown as Translator
  return (problem) => {
    const key = problemKeys(problem).find((candidate) => t.has(candidate))
    const said = t(key ?? 'errors.fields.invalid', problem.values)
    const name = fieldKey(problem)
    if (name === null) return said
    const values = {
      field: t.has(name) ? t(name) : problem.field,
      problem: said,
      ...problem.values,
    }
    const isCell = problem.values?.column !== undefined && problem.values.value
    return t(isCell ? 'imports.problems.atValue' : 'imports.problems.at', values)
  }
}
