'use client'

import { Button } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_format/use-format.ts'
import { ButtonLink } from '#app/_ui/button-link.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import type { ImpactAnswer } from './impact-answer.ts'
import type { ImpactSearch } from './impact-search.ts'

type ImpactEmptyProps = {
  answer: ImpactAnswer
  hasPlace: boolean
  onSearch: (change: Partial<ImpactSearch>) => void
}

/** Nothing to show: because nothing was recorded yet, or because the records lie elsewhere; one step leads there. */
export function ImpactEmpty({ answer, hasPlace, onSearch }: ImpactEmptyProps) {
  const t = useTranslations('impact.empty')
  const format = useFormat()
  if (!answer.dataDays)
    return (
      <EmptyState
        title={t('title')}
        action={<ButtonLink href="/imports">{t('action')}</ButtonLink>}
      >
        {t('text')}
      </EmptyState>
    )
  const { firstDay: first, lastDay: last } = answer.dataDays
  const days = format.days(first, last)
  return (
    <EmptyState
      title={hasPlace ? t('filtered') : t('elsewhere')}
      action={
        <Button onClick={() => onSearch({ period: { first, last }, location: null })}>
          {t('elsewhereAction', { days })}
        </Button>
      }
    >
      {t('elsewhereText', { days })}
    </EmptyState>
  )
}
