'use client'

import { Anchor } from '@mantine/core'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { IMPORT_NOUNS, type ImportNoun } from '#server/domain/import/fields.ts'
import { useFormat } from '../../_format/use-format.ts'
import { type Column, DataTable } from '../../_ui/data-table.tsx'
import type { ImportSummaryView } from './import-answer.ts'
import { ImportStateTag } from './import-state-tag.tsx'
import classes from './imports.module.css'

type ImportListProps = { imports: readonly ImportSummaryView[] }

/** Imports, newest first. */
export function ImportList({ imports }: ImportListProps) {
  const t = useTranslations('imports')
  const router = useRouter()
  const format = useFormat()
  const columns: Column<ImportSummaryView>[] = [
    {
      key: 'file',
      label: t('list.file'),
      render: (row) => (
        <div className={classes.file}>
          <Anchor component={Link} href={`/imports/${row.id}`} fw={560} c="inherit">
            {row.fileName}
          </Anchor>
          <span className={classes.quiet}>
            {row.createdByName === null
              ? format.instant(row.createdAt)
              : t('list.by', { name: row.createdByName, when: format.instant(row.createdAt) })}
          </span>
        </div>
      ),
    },
    {
      key: 'kind',
      label: t('list.kind'),
      isMinor: true,
      render: (row) => (isNoun(row.kind) ? t(`nouns.${row.kind}`) : '–'),
    },
    { key: 'state', label: t('list.state'), render: (row) => <ImportStateTag state={row.state} /> },
    {
      key: 'rows',
      label: t('list.rows'),
      align: 'end',
      isMinor: true,
      render: (row) => format.number(row.rowCount),
    },
    {
      key: 'fresh',
      label: t('list.fresh'),
      align: 'end',
      isMinor: true,
      render: (row) => (isCounted(row) ? format.number(row.newCount) : '–'),
    },
    {
      key: 'problems',
      label: t('list.problems'),
      align: 'end',
      isMinor: true,
      render: (row) =>
        isCounted(row) ? format.number(row.errorCount + row.conflictCount + row.changedCount) : '–',
    },
  ]
  return (
    <DataTable
      label={t('list.label')}
      columns={columns}
      rows={imports}
      rowKey={(row) => row.id}
      onOpen={(row) => router.push(`/imports/${row.id}`)}
    />
  )
}

function isNoun(kind: string | null): kind is ImportNoun {
  return (IMPORT_NOUNS as readonly (string | null)[]).includes(kind)
}

/** Before its first trial an import has no counts, which is not the same as zero. */
function isCounted(row: ImportSummaryView): boolean {
  return row.state !== 'staged' && row.state !== 'checking'
}
