'use client'

import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ImportState } from '#server/domain/import/import-state.ts'
import classes from './import.module.css'

const STEPS = ['file', 'columns', 'trial', 'result'] as const

/** Which of the four steps an import is at. */
export function StepLine({ state }: { state: ImportState }) {
  const t = useTranslations('imports.steps')
  const current = stepOf(state)
  return (
    <ol className={classes.steps} aria-label={t('label')}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          data-done={index < current}
          aria-current={index === current ? 'step' : undefined}
        >
          <span className={classes.dot}>
            {index < current || state === 'done' ? (
              <Check size={14} aria-hidden="true" />
            ) : (
              index + 1
            )}
          </span>
          {t(step)}
        </li>
      ))}
    </ol>
  )
}

function stepOf(state: ImportState): number {
  if (state === 'staged') return 1
  return state === 'checking' || state === 'checked' ? 2 : 3
}
