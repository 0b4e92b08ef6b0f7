'use client'

import { Button, SegmentedControl } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { Card } from '#app/_ui/card.tsx'
import { DataTable } from '#app/_ui/data-table.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { ErrorNotice } from '#app/_ui/error-notice.tsx'
import { Finding } from '#app/_ui/finding.tsx'
import { PageHeader } from '#app/_ui/page-header.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { useAuditColumns } from './use-audit-columns.tsx'

const PROBLEMS = ['gap', 'link', 'content', 'head'] as const
const CHAINS = ['all', 'money', 'access', 'facts'] as const

/** Who changed what; the chain is checked when somebody asks. */
export function AuditPanel() {
  const t = useTranslations('audit')
  const [chain, setChain] = useQueryState(
    'chain',
    parseAsStringLiteral(CHAINS).withDefault('all').withOptions({ history: 'push' }),
  )
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <ChainFinding />
      <SegmentedControl
        aria-label={t('chain')}
        mb="md"
        value={chain}
        onChange={(chosen) => setChain(CHAINS.find((one) => one === chosen) ?? 'all')}
        data={CHAINS.map((value) => ({ value, label: t(`chains.${value}`) }))}
      />
      <AuditList key={chain} chain={chain} />
    </>
  )
}

function ChainFinding() {
  const t = useTranslations('audit')
  const trpc = useTRPC()
  const check = useQuery(trpc.audit.verify.queryOptions(undefined, { enabled: false }))
  const breaks = check.data?.breaks
  const problemWords = (problem: string) =>
    t(`problems.${PROBLEMS.find((one) => one === problem) ?? 'content'}`)
  return (
    <Finding
      tone={breaks ? 'plain' : 'cannot-tell'}
      detail={
        <>
          {breaks?.map((one) => (
            <span key={`${one.chain}.${one.seq}`}>
              {t('position', { seq: String(one.seq) })}: {problemWords(one.problem)}.{' '}
            </span>
          ))}
          <Button
            size="xs"
            variant="default"
            loading={check.isFetching}
            onClick={() => check.refetch()}
          >
            {t('verify')}
          </Button>
          <ErrorNotice error={check.error} />
        </>
      }
    >
      {breaks === undefined
        ? t('finding.unchecked')
        : breaks.length === 0
          ? t('finding.whole')
          : t.rich('finding.broken', {
              count: breaks.length,
              b: (chunks) => <b>{chunks}</b>,
            })}
    </Finding>
  )
}

function AuditList({ chain }: { chain: (typeof CHAINS)[number] }) {
  const t = useTranslations('audit')
  const trpc = useTRPC()
  const [places, setPlaces] = useState<readonly string[]>([])
  const cursor = places.at(-1)
  const { data } = useSuspenseQuery(
    trpc.audit.list.queryOptions({ ...(chain !== 'all' && { chain }), ...(cursor && { cursor }) }),
  )
  const next = data.next
  return (
    <Card isFlush>
      <DataTable
        label={t('title')}
        columns={useAuditColumns()}
        rows={data.items}
        rowKey={(line) => `${line.chain}.${line.seq}`}
        empty={<EmptyState title={t('empty')} />}
      />
      <Pager
        onPrevious={places.length > 0 ? () => setPlaces(places.slice(0, -1)) : undefined}
        onNext={next ? () => setPlaces([...places, next]) : undefined}
      />
    </Card>
  )
}
