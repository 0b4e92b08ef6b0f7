'use client'

import { useTranslations } from 'next-intl'
import { LINE_OUTCOMES, type LineOutcome } from '#server/domain/import/line-outcome.ts'
import { useFormat } from '../../../_format/use-format.ts'
import { Metric } from '../../../_ui/metric.tsx'
import { MetricRow } from '../../../_ui/metric-row.tsx'
import type { ImportView } from '../import-answer.ts'

/** The five counts of lines; those that need a person lead to their lines. */
export function OutcomeCounts({ importing }: { importing: ImportView }) {
  const t = useTranslations('imports')
  const format = useFormat()
  const counts: Record<LineOutcome, number> = {
    new: importing.newCount,
    same: importing.sameCount,
    changed: importing.changedCount,
    conflict: importing.conflictCount,
    error: importing.errorCount,
  }
  return (
    <MetricRow>
      {LINE_OUTCOMES.map((outcome) => {
        const isListed = outcome !== 'new' && outcome !== 'same' && counts[outcome] > 0
        return (
          <Metric
            key={outcome}
            value={format.number(counts[outcome])}
            label={t(`outcomes.${outcome}`)}
            definition={t(`outcomeHelp.${outcome}`)}
            {...(isListed ? { href: `?lines=${outcome}#lines` } : {})}
          />
        )
      })}
    </MetricRow>
  )
}
