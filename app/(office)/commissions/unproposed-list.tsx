'use client'

import { Button } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { DataTable } from '#app/_ui/data-table.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { ErrorNotice } from '#app/_ui/error-notice.tsx'
import { can } from '#server/domain/permission.ts'
import classes from './commissions.module.css'

/** Kept referrals without a proposal, and why: nothing is forgotten in silence. */
export function UnproposedList() {
  const t = useTranslations('commissions')
  const rules = useTranslations('rules')
  const format = useFormat()
  const viewer = useViewer()
  const trpc = useTRPC()
  const client = useQueryClient()
  const { data } = useSuspenseQuery(trpc.commission.unproposed.queryOptions())
  const propose = useMutation(
    trpc.commission.propose.mutationOptions({ onSuccess: () => client.invalidateQueries() }),
  )
  return (
    <Card isFlush>
      {data.items.length > 0 ? <p className={classes.quiet}>{t('unproposedText')}</p> : null}
      <ErrorNotice error={propose.error} />
      <DataTable
        label={t('views.unproposed')}
        rows={data.items}
        rowKey={(item) => item.referralId}
        empty={<EmptyState title={t('emptyUnproposed')} />}
        columns={[
          { key: 'referrer', label: t('columns.referrer'), render: (item) => item.referrerName },
          { key: 'referee', label: t('columns.referee'), render: (item) => item.refereeName },
          { key: 'kept', label: t('columns.kept'), render: (item) => format.instant(item.keptAt) },
          {
            key: 'reason',
            label: t('columns.reason'),
            render: (item) => (item.reason ? rules(item.reason) : ''),
          },
          {
            key: 'act',
            label: '',
            align: 'end',
            render: (item) =>
              can(viewer.role, 'commission.propose') ? (
                <Button
                  size="xs"
                  variant="default"
                  loading={propose.isPending}
                  onClick={() => propose.mutate({ referralIds: [item.referralId] })}
                >
                  {t('propose')}
                </Button>
              ) : null,
          },
        ]}
      />
    </Card>
  )
}
