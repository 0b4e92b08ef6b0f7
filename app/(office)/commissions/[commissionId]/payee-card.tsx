'use client'

import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { CopyField } from '#app/_ui/copy-field.tsx'
import { ErrorNotice } from '#app/_ui/error-notice.tsx'
import { can } from '#server/domain/permission.ts'
import type { CommissionDetail } from '../commission-answer.ts'
import classes from '../commissions.module.css'

/** Where the thank-you goes: what the customer said in the one-time form, or the asking for it. */
export function PayeeCard({ detail }: { detail: CommissionDetail }) {
  const t = useTranslations('commissions.detail')
  const viewer = useViewer()
  const { payee } = detail
  const approved = detail.entries.find(
    (entry) => entry.kind === 'award' && entry.status === 'approved',
  )
  return (
    <Card title={t('payee')}>
      <div className={classes.stack}>
        <p>
          {payee
            ? t('payeeKnown', { bank: payee.bankName, last4: payee.accountLast4 })
            : t('payeeNone')}
        </p>
        <RequestState detail={detail} />
        {approved && can(viewer.role, 'payee.request') ? (
          <PayeeRequestForm entryId={approved.entryId} />
        ) : null}
      </div>
    </Card>
  )
}

function RequestState({ detail }: { detail: CommissionDetail }) {
  const t = useTranslations('commissions')
  const format = useFormat()
  const request = detail.payeeRequest
  if (!request) return null
  if (request.refusal)
    return (
      <p>{t('detail.payeeRefused', { reason: t(`refusals.${refusalOf(request.refusal)}`) })}</p>
    )
  if (request.usedAt || request.revokedAt) return null
  const now = new Date()
  return (
    <p className={classes.quiet}>
      {request.expiresAt > now
        ? t('detail.payeeAsked', {
            when: format.ago(request.createdAt, now),
            until: format.instant(request.expiresAt),
          })
        : t('detail.payeeExpired')}
    </p>
  )
}

const REFUSALS = ['employee', 'public-official', 'medical-staff', 'buyers-employee'] as const

function refusalOf(refusal: string): (typeof REFUSALS)[number] {
  return REFUSALS.find((one) => one === refusal) ?? 'employee'
}

function PayeeRequestForm({ entryId }: { entryId: string }) {
  const t = useTranslations('commissions.detail')
  const format = useFormat()
  const reader = useLocale()
  const [locale, setLocale] = useState<'zh-CN' | 'en'>(reader === 'en' ? 'en' : 'zh-CN')
  const trpc = useTRPC()
  const client = useQueryClient()
  const request = useMutation(
    trpc.payee.request.mutationOptions({ onSuccess: () => client.invalidateQueries() }),
  )
  const answer = request.data
  if (answer)
    return (
      <>
        <CopyField label={t('payeeLink')} value={answer.link} />
        <Textarea label={t('payeeMessage')} value={answer.message} readOnly autosize />
        <p className={classes.quiet}>
          {t('payeeOnce', { until: format.instant(answer.expiresAt) })}
        </p>
      </>
    )
  return (
    <>
      <p className={classes.quiet}>{t('payeeRequestHint')}</p>
      <SegmentedControl
        aria-label={t('payeeLocale')}
        value={locale}
        onChange={(chosen) => setLocale(chosen === 'en' ? 'en' : 'zh-CN')}
        data={[
          { value: 'zh-CN', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
      <ErrorNotice error={request.error} />
      <Button
        variant="default"
        loading={request.isPending}
        onClick={() => request.mutate({ entryId, locale })}
      >
        {t('payeeRequest')}
      </Button>
    </>
  )
}
