'use client'

import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_format/use-format.ts'
import { Metric } from '#app/_ui/metric.tsx'
import { MetricRow } from '#app/_ui/metric-row.tsx'
import type { ImpactAnswer, Outcome } from './impact-answer.ts'
import { type ImpactSearch, impactAddress, type Opened } from './impact-search.ts'

type ImpactMetricsProps = { answer: ImpactAnswer; days: string; search: ImpactSearch }

/** How much was lived, shared and complained of; each number opens its rows. */
export function ImpactMetrics({ answer, days, search }: ImpactMetricsProps) {
  const t = useTranslations('impact.metrics')
  const format = useFormat()
  const change = useChange(answer.compared !== null)
  const { totals, metric } = answer
  const address = (outcome: Outcome, only: Opened['only']) =>
    impactAddress('/impact', { ...search, open: { momentNo: null, outcome, only, cohort: 'all' } })
  return (
    <MetricRow>
      <Metric
        value={format.number(totals.exposures.count)}
        label={t('exposures')}
        detail={change(totals.exposures)}
        definition={t('exposuresMeans', { days })}
        href={address('share', 'all')}
      />
      <Metric
        value={format.number(totals.share.count)}
        label={t('shares')}
        detail={change(totals.share)}
        definition={t('sharesMeans', { count: metric.horizonDays.share })}
        tone="share"
        href={address('share', 'outcome')}
      />
      <Metric
        value={format.number(totals.complaint.count)}
        label={t('complaints')}
        detail={change(totals.complaint)}
        definition={t('complaintsMeans', { count: metric.horizonDays.complaint })}
        tone="complaint"
        href={address('complaint', 'outcome')}
      />
    </MetricRow>
  )
}

function useChange(isCompared: boolean) {
  const t = useTranslations('impact.metrics')
  const format = useFormat()
  return ({ count, before }: { count: number; before: number | null }): string | null => {
    if (!isCompared) return null
    if (!before) return t('beforeNone')
    return t('change', { change: format.signedPercent(count / before - 1), count: before })
  }
}
