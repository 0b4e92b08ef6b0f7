'use client'

import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { ConfirmBar } from '#app/_ui/confirm-bar.tsx'
import { ErrorNotice } from '#app/_ui/error-notice.tsx'
import { saveFile } from '#app/_ui/save-file.ts'
import { can } from '#server/domain/permission.ts'
import type { BatchDetail } from '../payout-answer.ts'
import classes from '../payouts.module.css'

type Act = 'freeze' | 'release' | 'cancel' | 'export'

const CONFIRM = {
  freeze: 'confirmFreeze',
  release: 'confirmRelease',
  cancel: 'confirmCancel',
  export: 'confirmExport',
} as const

/** The steps that the batch's state and the viewer's role allow; each says what it will do and waits. */
export function BatchActs({ detail }: { detail: BatchDetail }) {
  const t = useTranslations('payouts.batch')
  const rules = useTranslations('rules')
  const format = useFormat()
  const [asked, setAsked] = useState<Act | null>(null)
  const { run, isBusy, error } = useBatchActs(detail.batch.id, () => setAsked(null))
  const acts = useAllowedActs(detail)
  const sum = format.money(detail.batch.sumMinor, detail.batch.currency)
  const typed = format.amount(detail.batch.sumMinor, detail.batch.currency)
  if (asked)
    return (
      <ConfirmBar
        confirmLabel={t(asked)}
        onCancel={() => setAsked(null)}
        onConfirm={() => run(asked)}
        isBusy={isBusy}
        {...(asked === 'release' && { typedText: typed })}
      >
        {t.rich(CONFIRM[asked], {
          count: detail.lines.length,
          sum,
          b: (chunks) => <b>{chunks}</b>,
        })}
        <ErrorNotice error={error} />
      </ConfirmBar>
    )
  return (
    <div className={classes.acts}>
      {detail.myRefusal && detail.batch.state === 'frozen' ? (
        <span className={classes.quiet}>{rules(detail.myRefusal)}</span>
      ) : null}
      {acts.map((act) => (
        <Button
          key={act}
          variant={act === 'cancel' ? 'default' : 'filled'}
          onClick={() => setAsked(act)}
        >
          {t(act === 'export' && detail.batch.state !== 'released' ? 'exportAgain' : act)}
        </Button>
      ))}
    </div>
  )
}

function useAllowedActs({ batch, myRefusal, stop }: BatchDetail): Act[] {
  const { role } = useViewer()
  const acts: Act[] = []
  const isOpen = batch.state === 'draft' || batch.state === 'frozen'
  if (isOpen && can(role, 'payout.cancel')) acts.push('cancel')
  if (batch.state === 'draft' && !stop && can(role, 'payout.freeze')) acts.push('freeze')
  if (batch.state === 'frozen' && !stop && !myRefusal && can(role, 'payout.release'))
    acts.push('release')
  const isOut = ['released', 'sending', 'reconciled'].includes(batch.state)
  if (isOut && can(role, 'payout.export')) acts.push('export')
  return acts
}

function useBatchActs(id: string, onDone: () => void) {
  const trpc = useTRPC()
  const client = useQueryClient()
  async function onSuccess() {
    onDone()
    await client.invalidateQueries()
  }
  const freeze = useMutation(trpc.payout.freeze.mutationOptions({ onSuccess }))
  const release = useMutation(trpc.payout.release.mutationOptions({ onSuccess }))
  const cancel = useMutation(trpc.payout.cancel.mutationOptions({ onSuccess }))
  const exported = useMutation(
    trpc.payout.export.mutationOptions({
      onSuccess: (file) => {
        saveFile(file.fileName, file.content, file.mediaType)
        return onSuccess()
      },
    }),
  )
  const all = { freeze, release, cancel, export: exported }
  return {
    run: (act: Act) => all[act].mutate({ id }),
    isBusy: Object.values(all).some((one) => one.isPending),
    error: Object.values(all).find((one) => one.error)?.error,
  }
}
