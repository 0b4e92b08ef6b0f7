'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormat } from '#app/_format/use-format.ts'
import { Finding } from '#app/_ui/finding.tsx'
import classes from './impact.module.css'
import type { ImpactAnswer } from './impact-answer.ts'
import { useMomentName } from './use-moment-name.ts'

type ImpactFindingProps = { answer: ImpactAnswer; days: string; locationName: string | null }

/** What the whole page says, in two sentences: the moments that lead in shares, and those that lead in complaints. */
export function ImpactFinding({ answer, days, locationName }: ImpactFindingProps) {
  const t = useTranslations('impact.finding')
  const format = useFormat()
  const { share, complaint } = answer.leaders
  const isSilent = [share, complaint].every(({ kind }) => kind === 'no-data' || kind === 'too-few')
  return (
    <Finding
      tone={isSilent ? 'cannot-tell' : 'plain'}
      detail={t('detail', {
        days,
        shareDays: answer.metric.horizonDays.share,
        complaintDays: answer.metric.horizonDays.complaint,
        location: locationName ?? t('everywhere'),
        asOf: format.instant(answer.asOf),
        version: answer.metric.version,
      })}
    >
      {t.rich('both', {
        share: () => <Sentence answer={answer} outcome="share" />,
        complaint: () => <Sentence answer={answer} outcome="complaint" />,
      })}
    </Finding>
  )
}

type SentenceProps = { answer: ImpactAnswer; outcome: 'share' | 'complaint' }

function Sentence({ answer, outcome }: SentenceProps) {
  const t = useTranslations(`impact.finding.${outcome}`)
  const format = useFormat()
  const nameOf = useMomentName()
  const leaders = answer.leaders[outcome]
  if (!('momentNos' in leaders)) return t(leaders.kind)
  const rows = leaders.momentNos.flatMap((momentNo) =>
    answer.rows.filter((row) => row.momentNo === momentNo),
  )
  const [first = '', second = '', third = ''] = rows.map(nameOf)
  const rate = format.percent(rows[0]?.[outcome].rate.rate ?? 0)
  const b = (chunks: ReactNode) => (
    <b className={outcome === 'share' ? classes.share : classes.complaint}>{chunks}</b>
  )
  switch (leaders.kind) {
    case 'one':
    case 'single':
      return t.rich(leaders.kind, { first, rate, b })
    case 'group':
      return third
        ? t.rich('group3', { first, second, third, b })
        : t.rich('group2', { first, second, b })
  }
}
