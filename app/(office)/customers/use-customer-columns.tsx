import type { inferOutput } from '@trpc/tanstack-react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { useTRPC } from '#app/_api/client.tsx'
import { formatMaskedPhone } from '#app/_format/phone.ts'
import { useFormat } from '#app/_format/use-format.ts'
import type { Column } from '#app/_ui/data-table.tsx'
import classes from './customers.module.css'

type Row = inferOutput<ReturnType<typeof useTRPC>['customer']['list']>['rows'][number]

/** The server counts up to this and no further. */
const MOST_COUNTED = 1000

/** The columns of the list: who, by which number, and what they did. */
export function useCustomerColumns(): Column<Row>[] {
  const t = useTranslations('customers')
  const format = useFormat()
  const count = (value: number, tone?: 'share' | 'complaint') => {
    if (value === 0) return <span className={classes.quiet}>0</span>
    const text =
      value >= MOST_COUNTED ? t('countMany', { count: MOST_COUNTED - 1 }) : format.number(value)
    return (
      <span className={classes.count} data-tone={tone}>
        {text}
      </span>
    )
  }
  return [
    {
      key: 'name',
      label: t('columns.name'),
      isSortable: true,
      render: (row) => (
        <>
          <Link href={`/customers/${row.id}`} className={classes.name}>
            {row.name}
          </Link>
          {row.phoneLast4 ? (
            <span className={classes.underName}>{formatMaskedPhone(row.phoneLast4)}</span>
          ) : null}
        </>
      ),
    },
    {
      key: 'phone',
      label: t('columns.phone'),
      isMinor: true,
      render: (row) =>
        row.phoneLast4 ? (
          formatMaskedPhone(row.phoneLast4)
        ) : (
          <span className={classes.quiet}>–</span>
        ),
    },
    {
      key: 'lastSeen',
      label: t('columns.lastSeen'),
      isMinor: true,
      render: (row) =>
        row.lastSeenAt ? (
          format.instant(row.lastSeenAt)
        ) : (
          <span className={classes.quiet}>{t('never')}</span>
        ),
    },
    {
      key: 'experiences',
      label: t('columns.experiences'),
      align: 'end',
      isMinor: true,
      render: (row) => count(row.experienceCount),
    },
    {
      key: 'shares',
      label: t('columns.shares'),
      align: 'end',
      render: (row) => count(row.shareCount, 'share'),
    },
    {
      key: 'complaints',
      label: t('columns.complaints'),
      align: 'end',
      render: (row) => count(row.complaintCount, 'complaint'),
    },
  ]
}
