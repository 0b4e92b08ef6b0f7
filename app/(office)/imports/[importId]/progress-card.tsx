'use client'

import { Button, Progress } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '../../../_api/client.tsx'
import { useFormat } from '../../../_format/use-format.ts'
import { Card } from '../../../_ui/card.tsx'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import type { ImportView } from '../import-answer.ts'
import classes from './import.module.css'

type ProgressCardProps = { importing: ImportView; mayRun: boolean }

/** How far a machine is with the file, and the way to stop it. */
export function ProgressCard({ importing, mayRun }: ProgressCardProps) {
  const t = useTranslations('imports.progress')
  const trpc = useTRPC()
  const client = useQueryClient()
  const format = useFormat()
  const cancel = useMutation(
    trpc.import.cancel.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.import.pathFilter()),
    }),
  )
  const { state, progressCount, rowCount, isCancelling } = importing
  const counts = { done: format.number(progressCount), total: format.number(rowCount) }
  const isTakingBack = state === 'taking-back'
  const said = isTakingBack
    ? t('takingBack', { count: progressCount })
    : t(state === 'checking' ? 'checking' : 'running', counts)
  return (
    <Card>
      <div className={classes.progressHead}>
        <p role="status">{isCancelling ? t('cancelling') : said}</p>
        {mayRun && !isTakingBack ? (
          <Button
            variant="default"
            size="xs"
            disabled={isCancelling}
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ importId: importing.id })}
          >
            {t('cancel')}
          </Button>
        ) : null}
      </div>
      <Progress
        value={isTakingBack ? 100 : (100 * progressCount) / Math.max(rowCount, 1)}
        animated={isTakingBack}
        aria-label={said}
      />
      <p className={classes.hint}>{t('leave')}</p>
      <ErrorNotice error={cancel.error} />
    </Card>
  )
}
