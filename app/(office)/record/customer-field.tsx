import { Button, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { formatMaskedPhone } from '#app/_format/phone.ts'
import { CustomerSearch } from './customer-search.tsx'
import type { Draft, Newcomer } from './draft.ts'
import { Folded } from './folded.tsx'
import classes from './record.module.css'

type CustomerFieldProps = {
  customer: Draft['customer']
  onCustomer: (customer: Draft['customer']) => void
}

/** The customer: found by a few letters or digits, or added by name and number. */
export function CustomerField({ customer, onCustomer }: CustomerFieldProps) {
  const t = useTranslations('record.customer')
  const [newcomer, setNewcomer] = useState<Newcomer | null>(null)
  if (customer)
    return (
      <Folded title={t('title')} changeLabel={t('change')} onChange={() => onCustomer(null)}>
        {'id' in customer ? customer.name : `${customer.newName} · ${t('isNew')}`}{' '}
        <span className={classes.quiet}>
          {'id' in customer && customer.phoneLast4 ? formatMaskedPhone(customer.phoneLast4) : null}
          {'newPhone' in customer ? customer.newPhone : null}
        </span>
      </Folded>
    )
  return (
    <fieldset className={classes.field}>
      <legend className={classes.title}>{t('title')}</legend>
      {newcomer ? (
        <NewcomerFields
          newcomer={newcomer}
          onBack={() => setNewcomer(null)}
          onTake={(one) => {
            onCustomer(one)
            setNewcomer(null)
          }}
        />
      ) : (
        <CustomerSearch label={t('label')} onFound={onCustomer}>
          {(text) => (
            <Button
              variant={text === '' ? 'subtle' : 'default'}
              size="md"
              className={classes.addNew}
              onClick={() => setNewcomer(newcomerOf(text))}
            >
              {text === '' ? t('addNew') : t('add', { text })}
            </Button>
          )}
        </CustomerSearch>
      )}
    </fieldset>
  )
}

/** Digits were meant as a number, anything else as a name. */
function newcomerOf(text: string): Newcomer {
  return /^[\d +-]+$/.test(text) ? { newName: '', newPhone: text } : { newName: text, newPhone: '' }
}

type NewcomerFieldsProps = {
  newcomer: Newcomer
  onTake: (newcomer: Newcomer) => void
  onBack: () => void
}

function NewcomerFields({ newcomer, onTake, onBack }: NewcomerFieldsProps) {
  const t = useTranslations('record.customer')
  const [{ newName, newPhone }, setTyped] = useState(newcomer)
  const isReady = newName.trim() !== ''
  const take = () => isReady && onTake({ newName: newName.trim(), newPhone: newPhone.trim() })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in either field takes the newcomer
    <div
      className={classes.newcomer}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
        if (!(event.target instanceof HTMLInputElement)) return
        event.preventDefault()
        take()
      }}
    >
      <TextInput
        size="md"
        label={t('name')}
        autoComplete="off"
        maxLength={200}
        data-autofocus
        value={newName}
        onChange={(event) => setTyped({ newName: event.currentTarget.value, newPhone })}
      />
      <TextInput
        size="md"
        label={t('phone')}
        type="tel"
        inputMode="tel"
        autoComplete="off"
        maxLength={40}
        value={newPhone}
        onChange={(event) => setTyped({ newName, newPhone: event.currentTarget.value })}
      />
      <Button size="md" disabled={!isReady} onClick={take}>
        {t('use')}
      </Button>
      <Button size="md" variant="subtle" onClick={onBack}>
        {t('back')}
      </Button>
    </div>
  )
}
