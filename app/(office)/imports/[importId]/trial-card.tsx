'use client'

import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useTRPC } from '../../../_api/client.tsx'
import { Card } from '../../../_ui/card.tsx'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import { Finding } from '../../../_ui/finding.tsx'
import type { ImportView } from '../import-answer.ts'
import classes from './import.module.css'
import { OutcomeCounts } from './outcome-counts.tsx'

type TrialCardProps = { importing: ImportView; mayRun: boolean; onChoose: () => void }

/** What recording would do, before anything is recorded. */
export function TrialCard({ importing, mayRun, onChoose }: TrialCardProps) {
  const t = useTranslations('imports.trial')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [applyChanges, setApplyChanges] = useState(false)
  const run = useMutation(
    trpc.import.run.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.import.pathFilter()),
    }),
  )
  const { newCount, changedCount } = importing
  const count = newCount + (applyChanges ? changedCount : 0)
  const b = (chunks: ReactNode) => <b>{chunks}</b>
  return (
    <Card title={t('title')}>
      <Finding tone={newCount > 0 ? 'plain' : 'cannot-tell'}>
        {newCount > 0 ? t.rich('ready', { count: newCount, b }) : t('nothing')}
      </Finding>
      <OutcomeCounts importing={importing} />
      {mayRun ? (
        <>
          {changedCount > 0 ? (
            <Checkbox
              className={classes.choice}
              label={t('applyChanges', { count: changedCount })}
              checked={applyChanges}
              onChange={(event) => setApplyChanges(event.currentTarget.checked)}
            />
          ) : null}
          <ErrorNotice error={run.error} />
          <div className={classes.acts}>
            <Button
              disabled={count === 0}
              loading={run.isPending}
              onClick={() => run.mutate({ importId: importing.id, applyChanges })}
            >
              {t('run', { count })}
            </Button>
            <Button variant="default" onClick={onChoose}>
              {t('changeColumns')}
            </Button>
          </div>
        </>
      ) : null}
    </Card>
  )
}
