'use client'

import { Button, Popover, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { ErrorNotice } from '#app/_ui/error-notice.tsx'
import { can } from '#server/domain/permission.ts'
import type { CommissionDetail } from '../commission-answer.ts'
import { DecisionBar } from '../decision-bar.tsx'
import { useDecisions } from '../use-decisions.ts'

/** What finance may do with this thank-you now. */
export function CommissionActs({ detail }: { detail: CommissionDetail }) {
  const t = useTranslations('commissions')
  const viewer = useViewer()
  const [verdict, setVerdict] = useState<'approve' | 'reject' | null>(null)
  const decisions = useDecisions(() => setVerdict(null))
  const open = detail.entries.filter(
    (entry) => entry.status === 'proposed' || entry.status === 'waiting',
  )
  if (!can(viewer.role, 'commission.approve')) return null
  if (verdict)
    return (
      <DecisionBar
        verdict={verdict}
        entries={open.map((entry) => ({ ...entry, currency: detail.commission.currency }))}
        decisions={decisions}
        onCancel={() => setVerdict(null)}
      />
    )
  return (
    <>
      <HoldButton detail={detail} />
      {open.length > 0 ? (
        <>
          <Button variant="default" onClick={() => setVerdict('reject')}>
            {t('reject')}
          </Button>
          <Button onClick={() => setVerdict('approve')}>{t('approve')}</Button>
        </>
      ) : null}
      {[...decisions.refused.values()].map((rule) => (
        <RuleNotice key={rule} rule={rule} />
      ))}
    </>
  )
}

function RuleNotice({
  rule,
}: {
  rule: Parameters<ReturnType<typeof useTranslations<'rules'>>>[0]
}) {
  const t = useTranslations('rules')
  return <p role="alert">{t(rule)}</p>
}

function HoldButton({ detail }: { detail: CommissionDetail }) {
  const t = useTranslations('commissions')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [isAsking, setAsking] = useState(false)
  const commissionId = detail.commission.id
  function done() {
    setAsking(false)
    return client.invalidateQueries()
  }
  const hold = useMutation(trpc.commission.hold.mutationOptions({ onSuccess: done }))
  const unhold = useMutation(trpc.commission.unhold.mutationOptions({ onSuccess: done }))
  if (detail.holds.some((one) => one.closedAt === null))
    return (
      <>
        <ErrorNotice error={unhold.error} />
        <Button
          variant="default"
          loading={unhold.isPending}
          onClick={() => unhold.mutate({ commissionId })}
        >
          {t('unhold')}
        </Button>
      </>
    )
  return (
    <Popover opened={isAsking} onChange={setAsking} position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <Button variant="default" onClick={() => setAsking(!isAsking)}>
          {t('hold')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            hold.mutate({ commissionId, reason })
          }}
        >
          <TextInput
            label={t('detail.holdReason')}
            description={t('noteHint')}
            value={reason}
            required
            maxLength={500}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ErrorNotice error={hold.error} />
          <Button type="submit" mt="sm" loading={hold.isPending}>
            {t('hold')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
