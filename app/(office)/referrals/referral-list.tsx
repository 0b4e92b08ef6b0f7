'use client'

import { Select } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { type Column, DataTable } from '#app/_ui/data-table.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { REFERRAL_STATES, type ReferralState } from '#server/domain/referral/input.ts'
import type { ReferralRow } from './referral-answer.ts'
import { listQuestionOf, type ReferralSearch } from './referral-search.ts'
import { ReferralStateTag } from './referral-state-tag.tsx'
import classes from './referrals.module.css'
import { useNameOfMoment } from './use-name-of-moment.ts'

type ReferralListProps = {
  search: ReferralSearch
  onState: (state: ReferralState | null) => void
}

/** Every referral claimed in the period, newest first. */
export function ReferralList({ search, onState }: ReferralListProps) {
  const t = useTranslations('referrals')
  const router = useRouter()
  const trpc = useTRPC()
  const [places, setPlaces] = useState<readonly string[]>([])
  const { data } = useSuspenseQuery(
    trpc.referral.list.queryOptions(listQuestionOf(search, places.at(-1))),
  )
  const next = data.next
  const empty = search.state ? (
    <EmptyState title={t('list.filteredEmpty')} />
  ) : (
    <EmptyState title={t('list.empty')}>{t('list.emptyText')}</EmptyState>
  )
  return (
    <Card
      title={t('list.title')}
      isFlush
      actions={
        <Select
          aria-label={t('list.state')}
          placeholder={t('list.state_all')}
          clearable
          value={search.state}
          onChange={(state) => onState(REFERRAL_STATES.find((one) => one === state) ?? null)}
          data={REFERRAL_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
      }
    >
      <DataTable
        label={t('list.title')}
        columns={useReferralColumns()}
        rows={data.items}
        rowKey={(row) => row.id}
        onOpen={(row) => router.push(`/referrals/${row.id}`)}
        empty={empty}
      />
      <Pager
        onPrevious={places.length > 0 ? () => setPlaces(places.slice(0, -1)) : undefined}
        onNext={next ? () => setPlaces([...places, next]) : undefined}
      />
    </Card>
  )
}

function useReferralColumns(): Column<ReferralRow>[] {
  const t = useTranslations('referrals')
  const format = useFormat()
  const nameOfMoment = useNameOfMoment()
  return [
    { key: 'referrer', label: t('list.referrer'), render: (row) => row.referrerName },
    { key: 'referee', label: t('list.referee'), render: (row) => row.refereeName },
    {
      key: 'state',
      label: t('list.state'),
      render: (row) => <ReferralStateTag state={row.state} />,
    },
    { key: 'moment', label: t('list.moment'), isMinor: true, render: nameOfMoment },
    {
      key: 'evidence',
      label: t('list.evidence'),
      isMinor: true,
      render: (row) => (
        <>
          {t(`evidence.${row.evidenceKind}`)}
          {row.claimCount > 1 ? (
            <div className={classes.quiet}>{t('list.claims', { count: row.claimCount })}</div>
          ) : null}
        </>
      ),
    },
    {
      key: 'claimed',
      label: t('list.claimed'),
      align: 'end',
      render: (row) => format.instant(row.claimedAt),
    },
  ]
}
