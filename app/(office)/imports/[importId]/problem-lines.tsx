'use client'

import { Button, SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { useState } from 'react'
import { useTRPC } from '../../../_api/client.tsx'
import { useFormat } from '../../../_format/use-format.ts'
import { Card } from '../../../_ui/card.tsx'
import { type Column, DataTable } from '../../../_ui/data-table.tsx'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import { Pager } from '../../../_ui/pager.tsx'
import { Tag } from '../../../_ui/tag.tsx'
import type { ImportView, ProblemLineView } from '../import-answer.ts'
import { useProblemWords } from '../use-problem-words.ts'
import classes from './import.module.css'

const MOST_CELLS = 12
const LISTED = ['error', 'conflict', 'changed'] as const

/** The lines that need a person: what is wrong, what stands there, and the whole as a file. */
export function ProblemLines({ importing }: { importing: ImportView }) {
  const t = useTranslations('imports')
  const trpc = useTRPC()
  const locale = useLocale()
  const [outcome, setOutcome] = useQueryState('lines', parseAsStringLiteral(LISTED))
  const [pages, setPages] = useState<number[]>([])
  const total = importing.errorCount + importing.conflictCount + importing.changedCount
  const input = { importId: importing.id, outcome, afterRowNo: pages.at(-1) ?? 0 }
  const { data, error, isPlaceholderData } = useQuery(
    trpc.import.problems.queryOptions(input, {
      enabled: total > 0,
      placeholderData: keepPreviousData,
    }),
  )
  const columns = useColumns(data?.headers ?? importing.headers)
  if (total === 0 || importing.state === 'taken-back') return null
  const address = `/api/v1/imports/${importing.id}/problems?locale=${locale}${outcome ? `&outcome=${outcome}` : ''}`
  return (
    <div id="lines">
      <Card
        title={t('problems.title')}
        isFlush
        actions={
          <Button
            component="a"
            href={address}
            download
            variant="default"
            size="xs"
            leftSection={<Download size={15} aria-hidden="true" />}
          >
            {t('problems.download')}
          </Button>
        }
      >
        <div className={classes.problemsHead}>
          <OutcomeFilter
            importing={importing}
            value={outcome}
            onChange={(next) => {
              setPages([])
              void setOutcome(next)
            }}
          />
          <p className={classes.hint}>{t('problems.downloadHint')}</p>
        </div>
        <ErrorNotice error={error} />
        <DataTable
          label={t('problems.title')}
          columns={columns}
          rows={data?.lines ?? []}
          rowKey={(line) => String(line.rowNo)}
          isStale={isPlaceholderData}
          empty={pages.length === 0 ? t('problems.forgotten') : t('problems.none')}
        />
      </Card>
      {pages.length > 0 || data?.next ? (
        <Pager
          onPrevious={pages.length > 0 ? () => setPages(pages.slice(0, -1)) : undefined}
          onNext={data?.next ? () => setPages([...pages, data.next ?? 0]) : undefined}
        />
      ) : null}
    </div>
  )
}

type Listed = (typeof LISTED)[number]

type OutcomeFilterProps = {
  importing: ImportView
  value: Listed | null
  onChange: (value: Listed | null) => void
}

function OutcomeFilter({ importing, value, onChange }: OutcomeFilterProps) {
  const t = useTranslations('imports')
  const format = useFormat()
  const counts = {
    error: importing.errorCount,
    conflict: importing.conflictCount,
    changed: importing.changedCount,
  }
  const data = [
    { value: '', label: t('problems.all') },
    ...LISTED.filter((outcome) => counts[outcome] > 0).map((outcome) => ({
      value: outcome,
      label: `${t(`outcomes.${outcome}`)} ${format.number(counts[outcome])}`,
    })),
  ]
  return (
    <SegmentedControl
      aria-label={t('problems.title')}
      data={data}
      value={value ?? ''}
      onChange={(next) => onChange(LISTED.find((outcome) => outcome === next) ?? null)}
    />
  )
}

function useColumns(headers: readonly string[]): Column<ProblemLineView>[] {
  const t = useTranslations('imports')
  const format = useFormat()
  const say = useProblemWords()
  function wrong(line: ProblemLineView): string[] {
    const problems = line.problems ?? []
    if (problems.length > 0) return problems.map(say)
    return [say({ field: 'line', code: `line.${line.outcome}` })]
  }
  return [
    {
      key: 'line',
      label: t('problems.line'),
      align: 'end',
      width: '88px',
      render: (line) => format.number(line.rowNo),
    },
    {
      key: 'what',
      label: t('problems.what'),
      render: (line) => (
        <>
          <Tag tone={line.outcome === 'error' ? 'wrong' : 'plain'}>
            {t(`outcomes.${line.outcome ?? 'error'}`)}
          </Tag>
          <ul className={classes.problems}>
            {wrong(line).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      ),
    },
    {
      key: 'cells',
      label: t('problems.cells'),
      width: '56%',
      isMinor: true,
      render: (line) => (
        <dl className={classes.cells}>
          {headers.slice(0, MOST_CELLS).map((header, index) => (
            <div key={header}>
              <dt>{header}</dt>
              <dd>{line.cells[index]?.slice(0, 80) || '–'}</dd>
            </div>
          ))}
        </dl>
      ),
    },
  ]
}
