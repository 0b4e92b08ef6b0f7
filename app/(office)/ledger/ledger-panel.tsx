'use client'

import { TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { DataTable } from '#app/_ui/data-table.tsx'
import { Finding } from '#app/_ui/finding.tsx'
import { PageHeader } from '#app/_ui/page-header.tsx'
import classes from './ledger.module.css'
import { dayOf, ledgerSearch } from './ledger-search.ts'
import { PostingList } from './posting-list.tsx'

/** The books: balances as of any day, and every posting behind them. */
export function LedgerPanel() {
  const t = useTranslations('ledger')
  const { today } = useViewer()
  const [search, setSearch] = useQueryStates(ledgerSearch, { history: 'push' })
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <TextInput
            type="date"
            label={t('asOfLabel')}
            max={today}
            value={dayOf(search.asOf) ?? today}
            onChange={(event) => setSearch({ asOf: event.currentTarget.value || null })}
          />
        }
      />
      <Balances asOf={dayOf(search.asOf)} />
      <PostingList
        account={search.account}
        onAccount={(account) => setSearch({ account })}
        key={search.account}
      />
    </>
  )
}

function Balances({ asOf }: { asOf: string | undefined }) {
  const t = useTranslations('ledger')
  const accounts = useTranslations('money.accounts')
  const format = useFormat()
  const { today } = useViewer()
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(trpc.ledger.trial.queryOptions(asOf ? { asOf } : {}))
  const currencies = [...new Set(data.rows.map((row) => row.currency))]
  const isBalanced = currencies.every(
    (currency) =>
      data.rows
        .filter((row) => row.currency === currency)
        .reduce((sum, row) => sum + row.debitMinor - row.creditMinor, 0n) === 0n,
  )
  const payable = data.rows
    .filter((row) => row.code === 'thanks-payable')
    .map((row) => format.money(row.creditMinor - row.debitMinor, row.currency))
    .join(' + ')
  return (
    <>
      {data.rows.length === 0 ? (
        <Finding tone="cannot-tell">{t('finding.none')}</Finding>
      ) : isBalanced ? (
        <Finding detail={t('asOf', { day: format.day(asOf ?? today) })}>
          {t.rich('finding.balanced', { payable, b: (chunks) => <b>{chunks}</b> })}
        </Finding>
      ) : (
        <Finding>{t('finding.unbalanced')}</Finding>
      )}
      <Card title={t('trial')} isFlush>
        <DataTable
          label={t('trial')}
          hasShortcuts={false}
          rows={data.rows}
          rowKey={(row) => `${row.code}.${row.currency}`}
          columns={[
            { key: 'account', label: t('account'), render: (row) => accounts(row.code) },
            {
              key: 'debit',
              label: t('debit'),
              align: 'end',
              render: (row) => format.money(row.debitMinor, row.currency),
            },
            {
              key: 'credit',
              label: t('credit'),
              align: 'end',
              render: (row) => format.money(row.creditMinor, row.currency),
            },
            {
              key: 'balance',
              label: t('balance'),
              align: 'end',
              render: (row) => (
                <span className={classes.sum}>{format.money(row.balanceMinor, row.currency)}</span>
              ),
            },
          ]}
        />
      </Card>
    </>
  )
}
