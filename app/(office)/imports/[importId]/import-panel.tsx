'use client'

import { Anchor } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { isAtWork } from '#server/domain/import/import-state.ts'
import { can } from '#server/domain/permission.ts'
import { useTRPC } from '../../../_api/client.tsx'
import { useViewer } from '../../../_api/use-viewer.tsx'
import { PageHeader } from '../../../_ui/page-header.tsx'
import type { ImportView } from '../import-answer.ts'
import { ImportStateTag } from '../import-state-tag.tsx'
import classes from './import.module.css'
import { MappingForm } from './mapping-form.tsx'
import { ProblemLines } from './problem-lines.tsx'
import { ProgressCard } from './progress-card.tsx'
import { ResultCard } from './result-card.tsx'
import { StepLine } from './step-line.tsx'
import { TrialCard } from './trial-card.tsx'

const LOOK_AGAIN_MS = 1000

/** One import from its columns to its result. While a machine is at work on it, the page looks again every second. */
export function ImportPanel({ importId }: { importId: string }) {
  const t = useTranslations('imports')
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(
    trpc.import.get.queryOptions(
      { importId },
      {
        refetchInterval: ({ state }) =>
          state.data && isAtWork(state.data.state) ? LOOK_AGAIN_MS : false,
      },
    ),
  )
  return (
    <>
      <Anchor component={Link} href="/imports" className={classes.back}>
        <ChevronLeft size={16} aria-hidden="true" />
        {t('back')}
      </Anchor>
      <PageHeader
        title={data.fileName}
        lead={<FileFacts importing={data} />}
        actions={<ImportStateTag state={data.state} />}
      />
      <StepLine state={data.state} />
      <Stage importing={data} />
    </>
  )
}

function FileFacts({ importing }: { importing: ImportView }) {
  const t = useTranslations('imports.facts')
  const delimiters = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const
  const delimiter = delimiters[importing.delimiter as keyof typeof delimiters] ?? 'comma'
  const facts = [
    t('rows', { count: importing.rowCount }),
    t('columns', { count: importing.headers.length }),
    t('encoding', { name: importing.encoding.toUpperCase() }),
    t('delimiter', { name: t(`delimiters.${delimiter}`) }),
  ]
  return <>{facts.join(' · ')}</>
}

function Stage({ importing }: { importing: ImportView }) {
  const { role } = useViewer()
  const mayRun = can(role, 'import.run')
  const [isChoosing, setChoosing] = useState(false)
  const { state } = importing
  if (isAtWork(state)) return <ProgressCard importing={importing} mayRun={mayRun} />
  if (state === 'staged' || (state === 'checked' && isChoosing)) {
    return <MappingForm importing={importing} mayRun={mayRun} onStart={() => setChoosing(false)} />
  }
  return (
    <>
      {state === 'checked' ? (
        <TrialCard importing={importing} mayRun={mayRun} onChoose={() => setChoosing(true)} />
      ) : (
        <ResultCard importing={importing} mayRun={mayRun} />
      )}
      <ProblemLines importing={importing} />
    </>
  )
}
