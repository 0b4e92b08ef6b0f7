import { Tag } from '#app/_ui/tag.tsx'
import classes from './customer.module.css'
import { MoneyTelling } from './money-telling.tsx'
import { ReferralTelling } from './referral-telling.tsx'
import type { EventOf, TimelineEvent } from './timeline-answer.ts'
import type { EventWords } from './use-event-words.ts'

type TellingProps<Event> = { event: Event; words: EventWords }

/** One event: when, a mark in the colour of its kind, what happened, and what was said. */
export function TimelineEventItem({ event, words }: TellingProps<TimelineEvent>) {
  return (
    <div className={classes.event} data-kind={event.kind} data-extreme={event.extreme}>
      <time className={classes.time} dateTime={event.at.toISOString()}>
        {words.format.time(event.at)}
      </time>
      <span className={classes.mark} aria-hidden="true" />
      <div className={classes.telling}>
        <Telling event={event} words={words} />
      </div>
    </div>
  )
}

function Telling({ event, words }: TellingProps<TimelineEvent>) {
  switch (event.kind) {
    case 'experience':
      return <Experience event={event} words={words} />
    case 'share':
      return <Share event={event} words={words} />
    case 'complaint':
      return <Complaint event={event} words={words} />
    case 'referral':
      return <ReferralTelling event={event} words={words} />
    default:
      return <MoneyTelling event={event} words={words} />
  }
}

function Experience({ event, words }: TellingProps<EventOf<'experience'>>) {
  const { t, names } = words
  return (
    <>
      <p className={classes.what}>
        <b>{momentName(event, words) ?? t('momentUnknown')}</b>
        <span className={classes.score} data-extreme={event.extreme}>
          {event.score === null ? t('noScore') : signed(event.score)}
        </span>
        {event.extreme === 'peak' ? <Tag tone="accent">{t('peak')}</Tag> : null}
        {event.extreme === 'valley' ? <Tag tone="wrong">{t('valley')}</Tag> : null}
        {event.emotion ? <span>{names.emotion(event.emotion)}</span> : null}
      </p>
      <Note text={event.note} />
      <p className={classes.origin}>
        {[
          event.locationName,
          event.staffRef && t('staff', { staff: event.staffRef }),
          event.source && names.source(event.source),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  )
}

function Share({ event, words }: TellingProps<EventOf<'share'>>) {
  const { t, names } = words
  const valence = event.valence > 0 ? '1' : event.valence < 0 ? '-1' : '0'
  return (
    <>
      <p className={classes.what}>
        <b>{t(`share.${valence}`, { channel: names.channel(event.channel) })}</b>
        {event.isPublic ? <Tag>{t('public')}</Tag> : null}
        {event.proof === 'traced' ? <Tag>{t('traced')}</Tag> : null}
        {event.reach ? <span>{t('reach', { count: event.reach })}</span> : null}
      </p>
      <Note text={event.note} />
      <Origin event={event} words={words} />
    </>
  )
}

function Complaint({ event, words }: TellingProps<EventOf<'complaint'>>) {
  const { t, names } = words
  return (
    <>
      <p className={classes.what}>
        <b>{t('complaint')}</b>
        <Tag tone="complaint">{names.severity(event.severity)}</Tag>
        {event.isPublic ? <Tag>{t('public')}</Tag> : null}
        {event.reach ? <span>{t('reach', { count: event.reach })}</span> : null}
      </p>
      <Note text={event.note} />
      <Origin event={event} words={words} />
    </>
  )
}

/** Which moment it names, where, and who told us. */
function Origin({ event, words }: TellingProps<EventOf<'share' | 'complaint'>>) {
  const { names } = words
  const parts = [
    momentName(event, words),
    event.locationName,
    event.source && names.source(event.source),
  ]
  return <p className={classes.origin}>{parts.filter(Boolean).join(' · ')}</p>
}

function Note({ text }: { text: string | null }) {
  return text ? <p className={classes.note}>{text}</p> : null
}

function momentName({ moment }: TimelineEvent, { isChinese }: EventWords): string | null {
  if (!moment) return null
  return isChinese ? moment.nameZh : moment.nameEn
}

/** +3, 0, −3: with a true minus, as wide as the plus. */
function signed(score: number): string {
  return score > 0 ? `+${score}` : score < 0 ? `−${-score}` : '0'
}
