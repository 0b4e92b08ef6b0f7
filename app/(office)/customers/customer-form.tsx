'use client'

import { Button, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ErrorNotice } from '#app/_ui/error-notice.tsx'
import { useFieldProblems } from '#app/_ui/use-field-problems.ts'
import classes from './customers.module.css'

type CustomerFormProps = {
  name: string
  phoneHint?: string | undefined
  saveLabel: string
  isBusy: boolean
  error: unknown
  onSave: (given: { name: string; phone: string | null }) => void
}

/** A name and a number: all that is typed of a customer. */
export function CustomerForm(props: CustomerFormProps) {
  const t = useTranslations('customers.add')
  const problem = useFieldProblems(props.error)
  const [name, setName] = useState(props.name)
  const [phone, setPhone] = useState('')
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault()
        props.onSave({ name: name.trim(), phone: phone.trim() || null })
      }}
    >
      <TextInput
        label={t('name')}
        required
        data-autofocus
        maxLength={200}
        autoComplete="off"
        value={name}
        error={problem('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('phone')}
        type="tel"
        inputMode="tel"
        maxLength={40}
        autoComplete="off"
        description={props.phoneHint}
        value={phone}
        error={problem('phone')}
        onChange={(event) => setPhone(event.currentTarget.value)}
      />
      <ErrorNotice error={props.error} />
      <Button type="submit" loading={props.isBusy} disabled={name.trim() === ''}>
        {props.saveLabel}
      </Button>
    </form>
  )
}
