import { useTranslations } from 'next-intl'
import { EMOTIONS } from '#server/domain/moment/emotion.ts'
import type { Draft } from './draft.ts'
import classes from './record.module.css'
import type { Delivery } from './use-outbox.ts'

type Claim = Extract<Delivery, { state: 'done' }>['answer']['claim']
type SavedLinesProps = {
  draft: Draft
  place: string | null
  moment: string | null
  claim: Claim
}

/** The record in words, line by line, to be read at a glance. */
export function SavedLines({ draft, place, moment, claim }: SavedLinesProps) {
  const t = useTranslations('record.saved')
  const names = useTranslations('customers')
  const { customer, score, emotion, channel, severity, teller, note } = draft
  const felt = EMOTIONS.find((one) => one.code === emotion)
  return (
    <>
      <p className={classes.savedWho}>
        {customer && ('id' in customer ? customer.name : customer.newName)}
      </p>
      <ul className={classes.savedLines}>
        <li>{[moment, place].filter(Boolean).join(' · ')}</li>
        <li>
          {[
            score === null
              ? t('noScore')
              : score > 0
                ? `+${score}`
                : String(score).replace('-', '−'),
            felt && `${felt.sign} ${names(`emotions.${felt.code}`)}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </li>
        {channel ? <li>{t('share', { channel: names(`channels.${channel}`) })}</li> : null}
        {severity ? <li>{t('complaint', { severity: names(`severities.${severity}`) })}</li> : null}
        {teller ? <li>{t('teller', { name: teller.name })}</li> : null}
        {note.trim() ? <li>{note.trim()}</li> : null}
      </ul>
      <ClaimNotice claim={claim} />
    </>
  )
}

/** A claim that a rule refused, or that competes with another one: staff should hear of it at once. */
function ClaimNotice({ claim }: { claim: Claim }) {
  const t = useTranslations('record.saved')
  const rules = useTranslations('rules')
  if (claim?.rule) {
    const known = claim.rule as Parameters<typeof rules.has>[0]
    const reason = rules.has(known) ? rules(known as 'own-location-only') : claim.rule
    return <p className={classes.warning}>{t('claimRefused', { reason })}</p>
  }
  return claim?.competing ? <p className={classes.warning}>{t('claimCompetes')}</p> : null
}
