import { Tag } from '#app/_ui/tag.tsx'
import classes from './customer.module.css'
import type { EventOf } from './timeline-answer.ts'
import type { EventWords } from './use-event-words.ts'

type MoneyTellingProps = { event: EventOf<'order' | 'refund' | 'thanks'>; words: EventWords }

/** What was bought, given back, or thanked for, with its amount. */
export function MoneyTelling({ event, words }: MoneyTellingProps) {
  const { t, thanks, format, names } = words
  const amount = format.money(event.amountMinor, event.currency)
  if (event.kind === 'thanks')
    return (
      <p className={classes.what}>
        <b>
          {event.step === 'told'
            ? thanks('told', { amount })
            : thanks(`approved.${event.entryKind}`, { amount })}
        </b>
      </p>
    )
  const name = event.kind === 'order' ? 'order' : 'refund'
  return (
    <>
      <p className={classes.what}>
        <b>{t(name, { product: event.product })}</b>
        <span className={classes.amount}>{amount}</span>
        {event.kind === 'order' && event.refundedMinor > 0n ? (
          <Tag>{t('refunded', { amount: format.money(event.refundedMinor, event.currency) })}</Tag>
        ) : null}
      </p>
      {event.kind === 'refund' && event.reason ? (
        <p className={classes.note}>{event.reason}</p>
      ) : null}
      <p className={classes.origin}>
        {[
          event.kind === 'order' &&
            event.deliveredAt &&
            t('delivered', { day: format.instant(event.deliveredAt) }),
          event.locationName,
          event.source && names.source(event.source),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  )
}
