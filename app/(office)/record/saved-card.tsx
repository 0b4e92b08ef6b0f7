import { Button } from '@mantine/core'
import { CircleAlert, CircleCheck, Clock, Loader } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { ButtonLink } from '#app/_ui/button-link.tsx'
import { ErrorNotice } from '#app/_ui/error-notice.tsx'
import { can } from '#server/domain/permission.ts'
import type { Choices } from './choices.ts'
import type { Draft } from './draft.ts'
import classes from './record.module.css'
import { SavedLines } from './saved-lines.tsx'
import type { Delivery } from './use-outbox.ts'

type SavedCardProps = {
  draft: Draft
  place: string | null
  moments: Choices['moments']
  delivery: Delivery
  onAnother: (keep: Pick<Draft, 'customer'> | null) => void
  onEdit: () => void
}

const SIGNS = { sending: Loader, done: CircleCheck, kept: Clock, refused: CircleAlert }

/** What was saved, what became of it, and the next record one tap away. */
export function SavedCard(props: SavedCardProps) {
  const { draft, place, moments, delivery, onAnother, onEdit } = props
  const t = useTranslations('record.saved')
  const { role } = useViewer()
  const isChinese = useLocale().startsWith('zh')
  const another = useRef<HTMLButtonElement>(null)
  // The button that had the focus is gone; the outside system is the document's focus.
  useEffect(() => another.current?.focus(), [])
  const moment = moments.find((one) => one.code === draft.moment)
  const Sign = SIGNS[delivery.state]
  const customerId = delivery.state === 'done' ? delivery.answer.customerId : null
  return (
    <section className={classes.saved} data-state={delivery.state}>
      <p className={classes.savedState} role="status">
        <Sign size={24} aria-hidden="true" />
        {t(delivery.state)}
      </p>
      {delivery.state === 'kept' ? (
        <p>{t(delivery.why === 'session' ? 'keptSession' : 'keptHint')}</p>
      ) : null}
      {delivery.state === 'done' && delivery.answer.isRepeated ? <p>{t('repeated')}</p> : null}
      {delivery.state === 'refused' ? <ErrorNotice error={delivery.error} /> : null}
      <SavedLines
        draft={draft}
        place={place}
        moment={moment ? (isChinese ? moment.nameZh : moment.nameEn) : null}
        claim={delivery.state === 'done' ? delivery.answer.claim : null}
      />
      {delivery.state === 'refused' ? (
        <Button size="lg" onClick={onEdit}>
          {t('edit')}
        </Button>
      ) : null}
      <Button
        ref={another}
        size="lg"
        variant={delivery.state === 'refused' ? 'default' : 'filled'}
        onClick={() => onAnother(null)}
      >
        {t('another')}
      </Button>
      <Button
        size="md"
        variant="default"
        onClick={() => onAnother(keptCustomer(draft, customerId))}
      >
        {t('same')}
      </Button>
      {customerId && can(role, 'customer.read') ? (
        <ButtonLink size="md" variant="subtle" href={`/customers/${customerId}`}>
          {t('open')}
        </ButtonLink>
      ) : null}
    </section>
  )
}

/** A newcomer who was saved is a customer now. */
function keptCustomer({ customer }: Draft, customerId: string | null): Pick<Draft, 'customer'> {
  if (!customer || 'id' in customer || !customerId) return { customer }
  const last4 = customer.newPhone.replaceAll(/\D/g, '').slice(-4)
  return { customer: { id: customerId, name: customer.newName, phoneLast4: last4 || null } }
}
