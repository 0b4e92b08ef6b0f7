'use client'

import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { problemOf } from '#app/_api/problem-of.ts'
import { useFormat } from '#app/_format/use-format.ts'
import { ErrorState } from '#app/_ui/error-state.tsx'
import { FrontPage } from '#app/_ui/front-page.tsx'
import { ThanksForm } from './thanks-form.tsx'

type ThanksPanelProps = { locale: 'zh-CN' | 'en'; secret: string }

/** What a thanked customer sees: who thanks, the one amount, and where it may go. Unknown, used and expired read alike. */
export function ThanksPanel({ locale, secret }: ThanksPanelProps) {
  const t = useTranslations('thanksForm')
  const format = useFormat()
  const trpc = useTRPC()
  const [last4, setLast4] = useState<string | null>(null)
  const form = useQuery(
    trpc.payee.form.queryOptions(
      { secret, locale },
      { retry: false, refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY },
    ),
  )
  if (form.error) return <Refused error={form.error} />
  if (!form.data) return null
  const { organizationName: organization, amountMinor, currency, consent } = form.data
  const title = t('title', { organization })
  if (last4)
    return (
      <FrontPage title={title} lead={t('done', { last4 })}>
        <p>{t('doneText')}</p>
      </FrontPage>
    )
  const amount = format.money(amountMinor, currency)
  return (
    <FrontPage
      title={title}
      lead={t.rich('lead', { amount, b: (chunks) => <strong>{chunks}</strong> })}
    >
      <ThanksForm {...{ locale, secret, organization, consent }} onDone={setLast4} />
    </FrontPage>
  )
}

function Refused({ error }: { error: unknown }) {
  const t = useTranslations('thanksForm')
  const shell = useTranslations('shell')
  const kind = problemOf(error)?.kind
  return (
    <FrontPage title={shell('brand')}>
      {kind === 'not-found' || kind === 'invalid' ? (
        <Alert color="red" variant="light" role="alert">
          {t('invalid')}
        </Alert>
      ) : (
        <ErrorState error={error} />
      )}
    </FrontPage>
  )
}
