'use client'

import { Button, Menu, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { ConfirmBar } from '#app/_ui/confirm-bar.tsx'
import { type Column, DataTable } from '#app/_ui/data-table.tsx'
import { ErrorNotice } from '#app/_ui/error-notice.tsx'
import { Tag } from '#app/_ui/tag.tsx'
import { can } from '#server/domain/permission.ts'
import type { BatchDetail, BatchLine } from '../payout-answer.ts'
import classes from '../payouts.module.css'
import { RevealAccount } from './reveal-account.tsx'

const OUTCOMES = ['settled', 'returned', 'refused'] as const
type Outcome = (typeof OUTCOMES)[number]
type Marking = { line: BatchLine; outcome: Outcome }

/** What each payee gets, and what the bank said of it. */
export function BatchLines({ detail }: { detail: BatchDetail }) {
  const t = useTranslations('payouts.batch')
  const [marking, setMarking] = useState<Marking | null>(null)
  const columns = useLineColumns(detail, (line, outcome) => setMarking({ line, outcome }))
  return (
    <Card isFlush>
      <DataTable
        label={t('title', { no: detail.batch.batchNo })}
        columns={columns}
        rows={detail.lines}
        rowKey={(line) => line.id}
      />
      {marking ? (
        <OutcomeBar marking={marking} detail={detail} onDone={() => setMarking(null)} />
      ) : null}
    </Card>
  )
}

type OutcomeBarProps = { marking: Marking; detail: BatchDetail; onDone: () => void }

function OutcomeBar({ marking: { line, outcome }, detail, onDone }: OutcomeBarProps) {
  const t = useTranslations('payouts.batch')
  const words = { settled: t('settle'), returned: t('returned'), refused: t('refused') }
  const format = useFormat()
  const trpc = useTRPC()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const settle = useMutation(
    trpc.payout.settle.mutationOptions({
      onSuccess: () => {
        onDone()
        return client.invalidateQueries()
      },
    }),
  )
  return (
    <ConfirmBar
      confirmLabel={words[outcome]}
      onCancel={onDone}
      isBusy={settle.isPending}
      onConfirm={() => settle.mutate({ lineId: line.id, outcome, ...(reason && { reason }) })}
    >
      {t.rich('confirmOutcome', {
        outcome,
        no: line.lineNo,
        sum: format.money(line.amountMinor, detail.batch.currency),
        b: (chunks) => <b>{chunks}</b>,
      })}
      {outcome === 'settled' ? null : (
        <TextInput
          label={t('endReason')}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <ErrorNotice error={settle.error} />
    </ConfirmBar>
  )
}

const STATES = [
  'claimed',
  'sent',
  'awaiting',
  'settled',
  'returned',
  'refused',
  'expired',
  'unknown',
] as const

function attemptState(state: string): (typeof STATES)[number] {
  return STATES.find((one) => one === state) ?? 'unknown'
}

type Mark = (line: BatchLine, outcome: Outcome) => void

function useLineColumns(detail: BatchDetail, mark: Mark): Column<BatchLine>[] {
  const t = useTranslations('payouts')
  const states = useTranslations('money.attemptStates')
  const format = useFormat()
  const { role } = useViewer()
  const { currency } = detail.batch
  return [
    { key: 'line', label: t('batch.line'), render: (line) => line.lineNo },
    { key: 'customer', label: t('payable.customer'), render: (line) => line.customerName },
    {
      key: 'account',
      label: t('payable.account'),
      render: (line) => (
        <>
          {line.bankName} ****{line.accountLast4}{' '}
          {can(role, 'payee.reveal') ? <RevealAccount payeeId={line.payeeId} /> : null}
        </>
      ),
    },
    {
      key: 'attempt',
      label: t('batch.attempt'),
      render: (line) =>
        line.attempt ? (
          <>
            <Tag tone={line.attempt.state === 'settled' ? 'accent' : 'plain'}>
              {states(attemptState(line.attempt.state))}
            </Tag>
            <div className={classes.quiet}>{line.attempt.endReason ?? line.attempt.reference}</div>
          </>
        ) : (
          <span className={classes.quiet}>{t('batch.notSent')}</span>
        ),
    },
    {
      key: 'amount',
      label: t('payable.amount'),
      align: 'end',
      render: (line) => (
        <span className={classes.sum}>{format.money(line.amountMinor, currency)}</span>
      ),
    },
    {
      key: 'act',
      label: '',
      align: 'end',
      render: (line) => (can(role, 'payout.settle') ? <LineMenu line={line} mark={mark} /> : null),
    },
  ]
}

function LineMenu({ line, mark }: { line: BatchLine; mark: Mark }) {
  const t = useTranslations('payouts.batch')
  const state = line.attempt?.state
  const outcomes = state === 'sent' ? OUTCOMES : state === 'settled' ? (['returned'] as const) : []
  const words = { settled: t('settle'), returned: t('returned'), refused: t('refused') }
  if (outcomes.length === 0) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-sm" variant="default">
          {t('attempt')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {outcomes.map((outcome) => (
          <Menu.Item key={outcome} onClick={() => mark(line, outcome)}>
            {words[outcome]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
