'use client'

import { Select, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useFormat } from '#app/_format/use-format.ts'
import { ConfirmBar } from '#app/_ui/confirm-bar.tsx'
import { ErrorNotice } from '#app/_ui/error-notice.tsx'
import { REJECT_REASONS } from '#server/domain/commission/input.ts'
import classes from './commissions.module.css'
import type { useDecisions } from './use-decisions.ts'

type DecisionBarProps = {
  verdict: 'approve' | 'reject'
  entries: readonly { entryId: string; amountMinor: bigint; currency: string }[]
  decisions: ReturnType<typeof useDecisions>
  onCancel: () => void
}

/** Money has no undo: says how many and how much, and waits for a deliberate second press. */
export function DecisionBar({ verdict, entries, decisions, onCancel }: DecisionBarProps) {
  const t = useTranslations('commissions')
  const money = useTranslations('money.reasons')
  const format = useFormat()
  const [reason, setReason] = useState<(typeof REJECT_REASONS)[number]>('not-genuine')
  const [note, setNote] = useState('')
  const entryIds = entries.map((entry) => entry.entryId)
  const total = entries.reduce((sum, entry) => sum + entry.amountMinor, 0n)
  const sum = format.money(total, entries[0]?.currency ?? 'CNY')
  const words = { count: entries.length, sum, b: (chunks: ReactNode) => <b>{chunks}</b> }
  function confirm() {
    if (verdict === 'approve') decisions.approve.mutate({ entryIds })
    else decisions.reject.mutate({ entryIds, reason, ...(note.trim() && { note: note.trim() }) })
  }
  return (
    <ConfirmBar
      confirmLabel={t(verdict)}
      onConfirm={confirm}
      onCancel={onCancel}
      isBusy={decisions.approve.isPending || decisions.reject.isPending}
    >
      {t.rich(verdict === 'approve' ? 'confirmApprove' : 'confirmReject', words)}
      {verdict === 'reject' ? (
        <div className={classes.form}>
          <Select
            label={t('reason')}
            value={reason}
            allowDeselect={false}
            onChange={(chosen) =>
              setReason(REJECT_REASONS.find((one) => one === chosen) ?? 'other')
            }
            data={REJECT_REASONS.map((value) => ({ value, label: money(value) }))}
          />
          <TextInput
            label={t('note')}
            description={t('noteHint')}
            value={note}
            maxLength={500}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </div>
      ) : null}
      <ErrorNotice error={decisions.approve.error ?? decisions.reject.error} />
    </ConfirmBar>
  )
}
