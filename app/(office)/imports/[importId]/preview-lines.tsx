'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { ImportMapping } from '#server/domain/import/input.ts'
import type { FieldValue, LineFact } from '#server/domain/import/read-line.ts'
import { useTRPC, useTRPCClient } from '../../../_api/client.tsx'
import { useFormat } from '../../../_format/use-format.ts'
import { Card } from '../../../_ui/card.tsx'
import { type Column, DataTable } from '../../../_ui/data-table.tsx'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import { Tag } from '../../../_ui/tag.tsx'
import type { ImportView, PreviewLineView } from '../import-answer.ts'
import { useProblemWords } from '../use-problem-words.ts'
import classes from './import.module.css'

type PreviewLinesProps = { importing: ImportView; mapping: ImportMapping; isComplete: boolean }

/** The first lines as the mapping reads them, judged as recording would. */
export function PreviewLines({ importing, mapping, isComplete }: PreviewLinesProps) {
  const t = useTranslations('imports.preview')
  const trpc = useTRPC()
  const calls = useTRPCClient()
  const input = { importId: importing.id, mapping }
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: [...trpc.import.preview.mutationKey(), input],
    queryFn: () => calls.import.preview.mutate(input),
    enabled: isComplete,
    placeholderData: keepPreviousData,
  })
  const columns = usePreviewColumns(importing.currency)
  return (
    <Card title={t('title')} isFlush>
      {isComplete ? (
        <>
          <ErrorNotice error={error} />
          <DataTable
            label={t('title')}
            columns={columns}
            rows={data?.lines ?? []}
            rowKey={(line) => String(line.rowNo)}
            isStale={isPlaceholderData}
            hasShortcuts={false}
            empty={<div className={classes.waiting} />}
          />
        </>
      ) : (
        <p className={classes.incomplete}>{t('incomplete')}</p>
      )}
    </Card>
  )
}

function usePreviewColumns(currency: string): Column<PreviewLineView>[] {
  const t = useTranslations('imports')
  const format = useFormat()
  const say = useProblemWords()
  return [
    {
      key: 'line',
      label: t('preview.line'),
      align: 'end',
      width: '64px',
      render: (line) => format.number(line.rowNo),
    },
    {
      key: 'reading',
      label: t('preview.reading'),
      render: (line) => (
        <>
          <Tag tone={toneOf(line.outcome)}>{t(`outcomes.${line.outcome}`)}</Tag>
          {line.facts.map((fact) => (
            <FactReading key={fact.noun} fact={fact} currency={currency} />
          ))}
          {line.problems.map((problem) => (
            <p key={`${problem.field} ${problem.code}`} className={classes.problem}>
              {say(problem)}
            </p>
          ))}
        </>
      ),
    },
  ]
}

function toneOf(outcome: PreviewLineView['outcome']): 'wrong' | 'accent' | 'plain' {
  if (outcome === 'error') return 'wrong'
  return outcome === 'new' ? 'accent' : 'plain'
}

function FactReading({ fact, currency }: { fact: LineFact; currency: string }) {
  const t = useTranslations('imports')
  const name = useTranslations('imports.fields') as unknown as (key: string) => string
  const show = useShownValue(String(fact.values.currency ?? currency))
  return (
    <dl className={classes.reading}>
      <dt className={classes.noun}>{t(`nouns.${fact.noun}`)}</dt>
      {Object.entries(fact.values).map(([field, value]) => (
        <div key={field}>
          <dt>{name(`${fact.noun}.${field}`)}</dt>
          <dd>{show(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

function useShownValue(currency: string): (value: FieldValue) => string {
  const t = useTranslations('imports.preview')
  const format = useFormat()
  return (value) => {
    if (value instanceof Date) return format.instant(value)
    if (typeof value === 'bigint') return format.money(value, currency)
    if (typeof value === 'number') return format.number(value)
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    return value.slice(0, 60)
  }
}
