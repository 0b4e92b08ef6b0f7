import { useTranslations } from 'next-intl'
import { csvText } from '#app/_format/csv.ts'
import { saveFile } from '#app/_ui/save-file.ts'
import { lastDayOf } from '#server/domain/period.ts'
import type { ImpactAnswer, ImpactRow } from './impact-answer.ts'
import { CSV_COLUMNS, impactCsv } from './impact-csv.ts'
import { useLocationName } from './use-location-name.ts'
import { useMomentName } from './use-moment-name.ts'

/** Saves the rows on the screen, in their order there, as a file. */
export function useSaveCsv(answer: ImpactAnswer) {
  const t = useTranslations('impact')
  const nameOf = useMomentName()
  const locationName = useLocationName(answer.locations)
  return (rows: readonly Omit<ImpactRow, 'phase'>[], location: number | null): void => {
    const days = { first: answer.span.from, last: lastDayOf(answer.span) }
    const frame = {
      ...days,
      location: location === null ? t('location.all') : locationName(location),
      metric: answer.metric.version,
    }
    const named = rows.map((row) => ({ ...row, name: nameOf(row.momentNo === 0 ? null : row) }))
    const lines = impactCsv(named, frame, {
      heads: CSV_COLUMNS.map((column) => t(`csv.${column}`)),
      outcome: (outcome) => t(`chart.${outcome}`),
      verdict: (verdict) => t(`verdicts.${verdict}`),
    })
    const name = t('csv.fileName', { from: days.first, last: days.last })
    saveFile(name, csvText(lines), 'text/csv;charset=utf-8')
  }
}
