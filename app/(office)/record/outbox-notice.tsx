import { Button } from '@mantine/core'
import { useTranslations } from 'next-intl'
import type { Outbox, Parcel } from './outbox.ts'
import classes from './record.module.css'

type OutboxNoticeProps = {
  outbox: Outbox
  onEdit: (parcel: Parcel) => void
  onDiscard: (key: string) => void
}

/** What was saved and has not arrived: it goes by itself, except what the server refused. */
export function OutboxNotice({ outbox, onEdit, onDiscard }: OutboxNoticeProps) {
  const t = useTranslations('record')
  const waiting = outbox.filter((parcel) => !parcel.isRefused)
  const refused = outbox.filter((parcel) => parcel.isRefused)
  if (outbox.length === 0) return null
  return (
    <section className={classes.outbox} role="status">
      {waiting.length > 0 ? (
        <p>
          <b>{t('outbox.title', { count: waiting.length })}</b> {t('saved.keptHint')}
        </p>
      ) : null}
      {refused.map((parcel) => (
        <p key={parcel.draft.key} className={classes.refused}>
          <b>{t('saved.refused')}</b> {nameOf(parcel)}
          <Button size="sm" variant="default" onClick={() => onEdit(parcel)}>
            {t('saved.edit')}
          </Button>
          <Button size="sm" variant="subtle" onClick={() => onDiscard(parcel.draft.key)}>
            {t('saved.discard')}
          </Button>
        </p>
      ))}
    </section>
  )
}

function nameOf({ draft: { customer } }: Parcel): string {
  if (!customer) return ''
  return 'id' in customer ? customer.name : customer.newName
}
