import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_format/use-format.ts'
import type { Outcome, OutcomeFigure } from './impact-answer.ts'

/** What one mark says: shortly beside the bar, wholly to a screen reader. */
export function useMarkWords() {
  const t = useTranslations('impact.chart')
  const format = useFormat()
  return (name: string, outcome: Outcome, { rate, young }: OutcomeFigure) => {
    const younger = young.n > 0 ? ` ${t('markYoung', { x: young.x, n: young.n })}` : ''
    if (rate.rate === null || rate.low === null || rate.high === null)
      return {
        label: t('noData'),
        sentence: t('markNone', { name, outcome: t(outcome) }) + younger,
      }
    const values = {
      name,
      outcome: t(outcome),
      rate: format.percent(rate.rate),
      x: rate.x,
      n: rate.n,
      interval: format.interval(rate.low, rate.high),
    }
    if (rate.verdict === 'told')
      return { label: values.rate, sentence: t('mark', values) + younger }
    return {
      label: t('needed', { count: rate.moreNeeded }),
      sentence: t('markFew', { ...values, more: rate.moreNeeded }) + younger,
    }
  }
}
