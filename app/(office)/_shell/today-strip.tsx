'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useTRPC } from '../../_api/client.tsx'
import classes from './today-strip.module.css'

const bold = { b: (chunks: ReactNode) => <b>{chunks}</b> }

/** Where what waits is worked down. */
export type WaitingPlaces = Partial<Record<'confirm' | 'approve' | 'release', string>>

/** Today's counts, and what waits for this person. */
export function TodayStrip({ places }: { places: WaitingPlaces }) {
  const t = useTranslations('shell.today')
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(
    trpc.shell.today.queryOptions(undefined, { refetchInterval: 120_000 }),
  )
  return (
    <section className={classes.strip} aria-label={t('label')}>
      <ul className={classes.counts}>
        <li className={classes.label}>{t('label')}</li>
        <li>{t.rich('experiences', { ...bold, count: data.experiences })}</li>
        <li data-tone="share">{t.rich('shares', { ...bold, count: data.shares })}</li>
        <li data-tone="complaint">{t.rich('complaints', { ...bold, count: data.complaints })}</li>
        <li>{t.rich('referrals', { ...bold, count: data.referrals })}</li>
      </ul>
      <ul className={`${classes.counts} ${classes.waiting}`}>
        {data.waiting.map(({ kind, count }) => (
          <li key={kind}>
            <Link href={places[kind] ?? '/'}>
              {kind === 'approve' || kind === 'release' ? (
                <MoneyWaiting kind={kind} count={count} />
              ) : (
                t.rich(kind, { ...bold, count })
              )}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Its words reach only those who may see money. */
function MoneyWaiting({ kind, count }: { kind: 'approve' | 'release'; count: number }) {
  const t = useTranslations('moneyShell.today')
  return t.rich(kind, { ...bold, count })
}
