'use client'

import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '#app/_api/client.tsx'
import { formatMaskedPhone, formatPhone } from '#app/_format/phone.ts'
import { useErrorWords } from '#app/_ui/use-error-words.ts'
import classes from './customer.module.css'
import type { CustomerAnswer } from './timeline-answer.ts'

/** The masked number, and for those who may: one press that shows it and is written down. */
export function RevealPhone({ customer }: { customer: CustomerAnswer }) {
  const t = useTranslations('customers.detail')
  const trpc = useTRPC()
  const words = useErrorWords()
  const reveal = useMutation(trpc.customer.revealPhone.mutationOptions())
  if (!customer.phoneLast4) return <span className={classes.quiet}>{t('noPhone')}</span>
  const phone = reveal.data?.phone
  return (
    <span className={classes.phone} aria-live="polite">
      {phone ? (
        <a href={`tel:${phone}`}>{formatPhone(phone)}</a>
      ) : (
        formatMaskedPhone(customer.phoneLast4)
      )}
      {customer.canReveal ? (
        <Button
          variant="subtle"
          size="compact-sm"
          title={phone ? undefined : t('revealHint')}
          loading={reveal.isPending}
          onClick={() => (phone ? reveal.reset() : reveal.mutate({ customerId: customer.id }))}
        >
          {phone ? t('hide') : t('reveal')}
        </Button>
      ) : null}
      {reveal.error ? <span className={classes.wrong}>{words(reveal.error).title}</span> : null}
    </span>
  )
}
