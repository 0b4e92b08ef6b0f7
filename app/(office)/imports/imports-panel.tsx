'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { can } from '#server/domain/permission.ts'
import { useTRPC } from '../../_api/client.tsx'
import { useViewer } from '../../_api/use-viewer.tsx'
import { Card } from '../../_ui/card.tsx'
import { EmptyState } from '../../_ui/empty-state.tsx'
import { PageHeader } from '../../_ui/page-header.tsx'
import { Pager } from '../../_ui/pager.tsx'
import { ImportList } from './import-list.tsx'
import { Templates } from './templates.tsx'
import { UploadArea } from './upload-area.tsx'

/** Files brought in, and the place to bring in the next. */
export function ImportsPanel() {
  const t = useTranslations('imports')
  const trpc = useTRPC()
  const { role } = useViewer()
  const [before, setBefore] = useState<string[]>([])
  const { data } = useSuspenseQuery(
    trpc.import.list.queryOptions({ before: before.at(-1) ?? null }),
  )
  const mayRun = can(role, 'import.run')
  const { imports, next } = data
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {mayRun ? <UploadArea /> : null}
      <Card isFlush>
        {imports.length === 0 && before.length === 0 ? (
          <EmptyState title={t('empty.title')}>
            {mayRun ? t('empty.text') : t('empty.readOnly')}
          </EmptyState>
        ) : (
          <ImportList imports={imports} />
        )}
      </Card>
      {next !== null || before.length > 0 ? (
        <Pager
          onPrevious={before.length > 0 ? () => setBefore(before.slice(0, -1)) : undefined}
          onNext={next === null ? undefined : () => setBefore([...before, next])}
        />
      ) : null}
      {mayRun ? <Templates /> : null}
    </>
  )
}
