'use client'

import { Button, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { ConfirmBar } from '#app/_ui/confirm-bar.tsx'
import { ErrorNotice } from '#app/_ui/error-notice.tsx'
import { can } from '#server/domain/permission.ts'
import { VOID_REASONS } from '#server/domain/referral/input.ts'
import type { Rule } from '#server/domain/rule.ts'
import type { ReferralDetail } from '../referral-answer.ts'

type ActsProps = { detail: ReferralDetail }

/** The next steps that the referral's state and the viewer's role allow. */
export function ReferralActs({ detail }: ActsProps) {
  const t = useTranslations('referrals.detail')
  const { role } = useViewer()
  const [isVoiding, setVoiding] = useState(false)
  const { state } = detail.referral
  const isEarly = state === 'claimed' || state === 'confirmed'
  if (isVoiding) return <VoidBar detail={detail} onDone={() => setVoiding(false)} />
  return (
    <>
      {state !== 'kept' && state !== 'void' && can(role, 'referral.void') ? (
        <Button variant="default" onClick={() => setVoiding(true)}>
          {t('void')}
        </Button>
      ) : null}
      {isEarly && can(role, 'referral.advance') ? <AdvanceButtons detail={detail} /> : null}
      {state === 'bought' && can(role, 'referral.keep') ? <KeepButton detail={detail} /> : null}
    </>
  )
}

function useRefusal() {
  const t = useTranslations('referrals.detail')
  const rules = useTranslations('rules')
  const client = useQueryClient()
  const [rule, setRule] = useState<Rule | null>(null)
  return {
    notice: rule ? <p role="alert">{t('refused', { reason: rules(rule) })}</p> : null,
    tell: (results: readonly { rule: Rule | null }[]) => {
      setRule(results.find((one) => one.rule)?.rule ?? null)
      return client.invalidateQueries()
    },
  }
}

function AdvanceButtons({ detail: { referral } }: ActsProps) {
  const t = useTranslations('referrals.detail')
  const trpc = useTRPC()
  const refusal = useRefusal()
  const advance = useMutation(
    trpc.referral.advance.mutationOptions({ onSuccess: ({ results }) => refusal.tell(results) }),
  )
  const go = (to: 'confirmed' | 'visited') =>
    advance.mutate({ steps: [{ referralId: referral.id, to, occurredAt: new Date() }] })
  return (
    <>
      {refusal.notice}
      <ErrorNotice error={advance.error} />
      {referral.state === 'claimed' ? (
        <Button loading={advance.isPending} onClick={() => go('confirmed')}>
          {t('confirm')}
        </Button>
      ) : null}
      <Button variant="default" loading={advance.isPending} onClick={() => go('visited')}>
        {t('visited')}
      </Button>
    </>
  )
}

function KeepButton({ detail: { referral } }: ActsProps) {
  const t = useTranslations('referrals.detail')
  const trpc = useTRPC()
  const refusal = useRefusal()
  const keep = useMutation(
    trpc.referral.keep.mutationOptions({ onSuccess: ({ results }) => refusal.tell(results) }),
  )
  return (
    <>
      {refusal.notice}
      <ErrorNotice error={keep.error} />
      <Button loading={keep.isPending} onClick={() => keep.mutate({ ids: [referral.id] })}>
        {t('keep')}
      </Button>
    </>
  )
}

function VoidBar({ detail: { referral }, onDone }: ActsProps & { onDone: () => void }) {
  const t = useTranslations('referrals.detail')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [reason, setReason] = useState<(typeof VOID_REASONS)[number]>('not-a-referral')
  const voiding = useMutation(
    trpc.referral.void.mutationOptions({
      onSuccess: () => {
        onDone()
        return client.invalidateQueries()
      },
    }),
  )
  return (
    <ConfirmBar
      confirmLabel={t('void')}
      isBusy={voiding.isPending}
      onCancel={onDone}
      onConfirm={() => voiding.mutate({ id: referral.id, reason })}
    >
      {t('confirmVoid')}
      <Select
        label={t('voidReason')}
        value={reason}
        allowDeselect={false}
        onChange={(chosen) => setReason(VOID_REASONS.find((one) => one === chosen) ?? 'other')}
        data={VOID_REASONS.map((value) => ({ value, label: t(`voidReasons.${value}`) }))}
      />
      <ErrorNotice error={voiding.error} />
    </ConfirmBar>
  )
}
