import Link from 'next/link'
import type { ReactNode } from 'react'
import { Tag } from '#app/_ui/tag.tsx'
import classes from './customer.module.css'
import type { EventOf } from './timeline-answer.ts'
import type { EventWords } from './use-event-words.ts'

type ReferralTellingProps = { event: EventOf<'referral'>; words: EventWords }

/** One step of a referral, told from this customer's side; the other one is a link away. */
export function ReferralTelling({ event, words: { t, names, isChinese } }: ReferralTellingProps) {
  const { other } = event
  const name = (chunks: ReactNode) =>
    other ? <Link href={`/customers/${other.id}`}>{chunks}</Link> : <span>{chunks}</span>
  const moment = event.moment && (isChinese ? event.moment.nameZh : event.moment.nameEn)
  return (
    <>
      <p className={classes.what}>
        <span className={classes.strong}>
          {t.rich(`referral.${event.side}.${event.step}`, {
            name: other?.name ?? t('other'),
            b: name,
          })}
        </span>
        {event.referralId === null ? <Tag>{t('lost')}</Tag> : null}
      </p>
      {event.note ? <p className={classes.note}>{event.note}</p> : null}
      <p className={classes.origin}>
        {[moment, t(`evidence.${event.evidence}`), event.source && names.source(event.source)]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  )
}
