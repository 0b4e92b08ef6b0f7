'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormat } from '#app/_format/use-format.ts'
import { addDays } from '#server/domain/period.ts'
import classes from './impact.module.css'
import type { ImpactAnswer, Outcome } from './impact-answer.ts'
import { type ImpactSearch, impactAddress, type Opened } from './impact-search.ts'

type ImpactNotesProps = { answer: ImpactAnswer; search: ImpactSearch }
type Counts = Record<Outcome, number>

/** What is in no bar, and why: the young, the late, what names no moment. Each number opens its rows. */
export function ImpactNotes({ answer, search }: ImpactNotesProps) {
  const t = useTranslations('impact.chart.notes')
  const format = useFormat()
  const { maturedUntil, unattached, rows, notStated } = answer
  const all = [...rows, notStated]
  const sum = (of: (row: (typeof all)[number], outcome: Outcome) => number): Counts => ({
    share: all.reduce((total, row) => total + of(row, 'share'), 0),
    complaint: all.reduce((total, row) => total + of(row, 'complaint'), 0),
  })
  const young = sum((row, outcome) => row[outcome].young.n)
  const late = sum((row, outcome) => row[outcome].lateCount)
  const links = (only: Opened['only'], cohort: Opened['cohort']) => {
    const link = (outcome: Outcome) => (chunks: ReactNode) => (
      <Link
        className={classes.noteLink}
        scroll={false}
        href={impactAddress('/impact', {
          ...search,
          open: { momentNo: null, outcome, only, cohort },
        })}
      >
        {chunks}
      </Link>
    )
    return { s: link('share'), c: link('complaint') }
  }
  return (
    <ul className={classes.notes}>
      {isSome(young) ? (
        <li>
          {t.rich('matured', {
            shareDay: format.day(addDays(maturedUntil.share, -1)),
            complaintDay: format.day(addDays(maturedUntil.complaint, -1)),
            shares: young.share,
            complaints: young.complaint,
            ...links('all', 'young'),
          })}
        </li>
      ) : null}
      {(['unnamed', 'named'] as const).map((only) =>
        isSome(unattached[only]) ? (
          <li key={only}>
            {t.rich(only, {
              shares: unattached[only].share,
              complaints: unattached[only].complaint,
              ...links(only, 'all'),
            })}
          </li>
        ) : null,
      )}
      {isSome(late) ? (
        <li>
          {t.rich('late', {
            shares: late.share,
            complaints: late.complaint,
            ...links('late', 'all'),
          })}
        </li>
      ) : null}
    </ul>
  )
}

function isSome(counts: Counts): boolean {
  return counts.share + counts.complaint > 0
}
