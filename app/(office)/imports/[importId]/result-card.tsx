'use client'

import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { IMPORT_NOUNS } from '#server/domain/import/fields.ts'
import { useTRPC } from '../../../_api/client.tsx'
import { useFormat } from '../../../_format/use-format.ts'
import { AskDialog } from '../../../_ui/ask-dialog.tsx'
import { ButtonLink } from '../../../_ui/button-link.tsx'
import { Card } from '../../../_ui/card.tsx'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import { Finding } from '../../../_ui/finding.tsx'
import type { ImportView } from '../import-answer.ts'
import classes from './import.module.css'
import { OutcomeCounts } from './outcome-counts.tsx'

type ResultCardProps = { importing: ImportView; mayRun: boolean }

/** What came of it, the way on where it stopped, and the way back. */
export function ResultCard({ importing, mayRun }: ResultCardProps) {
  const isResumable = importing.state === 'cancelled' || importing.state === 'failed'
  return (
    <Card>
      <Outcome importing={importing} />
      {importing.state === 'taken-back' ? null : <OutcomeCounts importing={importing} />}
      <Made importing={importing} />
      {mayRun ? (
        <div className={classes.acts}>
          {isResumable ? <Resume importing={importing} /> : null}
          <TakeBack importing={importing} />
          <NextFile isMain={!isResumable} />
        </div>
      ) : null}
    </Card>
  )
}

function NextFile({ isMain }: { isMain: boolean }) {
  const t = useTranslations('imports.result')
  return (
    <ButtonLink href="/imports" variant={isMain ? 'filled' : 'default'}>
      {t('another')}
    </ButtonLink>
  )
}

function Outcome({ importing }: { importing: ImportView }) {
  const t = useTranslations('imports')
  const format = useFormat()
  const { state, newCount, keptCount, failure, takeBackUntil } = importing
  const place = {
    done: format.number(importing.progressCount),
    total: format.number(importing.rowCount),
  }
  const b = (chunks: ReactNode) => <b>{chunks}</b>
  const details = [
    importing.isDirect && state !== 'taken-back' ? t('result.direct') : null,
    keptCount > 0 ? t('result.kept', { count: keptCount }) : null,
    failure === 'taking-back' ? t('result.takeBackFailed') : null,
    takeBackUntil ? t('takeBack.until', { when: format.instant(takeBackUntil) }) : null,
  ].filter((detail) => detail !== null)
  function finding(): ReactNode {
    if (state === 'cancelled' || state === 'failed') return t(`result.${state}`, place)
    if (state === 'taken-back')
      return importing.finishedAt ? t('result.taken-back') : t('result.expired')
    return newCount > 0 ? t.rich('result.done', { count: newCount, b }) : t('result.nothing')
  }
  return <Finding detail={details.length > 0 ? details.join(' ') : null}>{finding()}</Finding>
}

/** How many facts of each noun a file became: one line can make several. */
function Made({ importing }: { importing: ImportView }) {
  const t = useTranslations('imports')
  const format = useFormat()
  const made = IMPORT_NOUNS.filter((noun) => importing.factCounts[noun])
  if (made.length === 0 || importing.state === 'taken-back') return null
  return (
    <dl className={classes.made} aria-label={t('result.made')}>
      {made.map((noun) => (
        <div key={noun}>
          <dt>{t(`nouns.${noun}`)}</dt>
          <dd>{format.number(importing.factCounts[noun] ?? 0)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Resume({ importing }: { importing: ImportView }) {
  const t = useTranslations('imports.result')
  const trpc = useTRPC()
  const client = useQueryClient()
  const run = useMutation(
    trpc.import.run.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.import.pathFilter()),
    }),
  )
  const { id: importId, applyChanges } = importing
  return (
    <>
      <Button loading={run.isPending} onClick={() => run.mutate({ importId, applyChanges })}>
        {t('resume')}
      </Button>
      <ErrorNotice error={run.error} />
    </>
  )
}

function TakeBack({ importing }: { importing: ImportView }) {
  const t = useTranslations('imports.takeBack')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const takeBack = useMutation(
    trpc.import.takeBack.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.import.pathFilter()),
    }),
  )
  if (!importing.takeBackUntil) return null
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('action')}
      </Button>
      {isAsking ? (
        <AskDialog
          title={t('action')}
          confirmLabel={t('confirmAction')}
          error={takeBack.error}
          isBusy={takeBack.isPending}
          onClose={() => setAsking(false)}
          onConfirm={() => takeBack.mutate({ importId: importing.id })}
        >
          {t('confirm', { name: importing.fileName })}
        </AskDialog>
      ) : null}
    </>
  )
}
