'use client'

import { useTranslations } from 'next-intl'
import { isOffline, problemOf } from '../_api/problem-of.ts'

export type ErrorWords = { title: string; hint: string }

/** Turns any error into what happened and what to do, in the reader's language. */
export function useErrorWords(): (error: unknown) => ErrorWords {
  const t = useTranslations('errors')
  const rules = useTranslations('rules')
  return (error) => {
    const problem = problemOf(error)
    if (!problem) {
      const key = isOffline(error) ? 'offline' : 'internal'
      return { title: t(`${key}.title`), hint: t(`${key}.hint`) }
    }
    const words = { title: t(`${problem.kind}.title`), hint: t(`${problem.kind}.hint`) }
    if (problem.kind !== 'rule-broken') return words
    return { title: rules(problem.rule, problem.values), hint: words.hint }
  }
}
