'use client'

import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_format/use-format.ts'
import type { Column } from '#app/_ui/data-table.tsx'
import { Tag } from '#app/_ui/tag.tsx'
import type { Rule } from '#server/domain/rule.ts'
import type { QueueEntry } from './commission-answer.ts'
import classes from './commissions.module.css'

/** The queue's columns; `refused` says under a row why its decision was refused. */
export function useQueueColumns(refused: ReadonlyMap<string, Rule>): Column<QueueEntry>[] {
  const t = useTranslations('commissions')
  const money = useTranslations('money')
  const format = useFormat()
  return [
    {
      key: 'referrer',
      label: t('columns.referrer'),
      render: (entry) => (
        <>
          <div>{entry.referrerName}</div>
          <RowNote entry={entry} refusedBy={refused.get(entry.entryId) ?? null} />
        </>
      ),
    },
    { key: 'referee', label: t('columns.referee'), render: (entry) => entry.refereeName },
    {
      key: 'product',
      label: t('columns.product'),
      isMinor: true,
      render: (entry) => entry.productName,
    },
    {
      key: 'kept',
      label: t('columns.kept'),
      isMinor: true,
      render: (entry) => format.instant(entry.keptAt),
    },
    {
      key: 'knowledge',
      label: t('columns.knowledge'),
      isMinor: true,
      render: (entry) => t('priorThanks', { count: entry.priorThanks }),
    },
    {
      key: 'age',
      label: t('columns.age'),
      render: (entry) => t('ageDays', { days: entry.ageDays }),
    },
    {
      key: 'amount',
      label: t('columns.amount'),
      align: 'end',
      render: (entry) => (
        <>
          <span className={classes.sum}>{format.money(entry.amountMinor, entry.currency)}</span>
          {entry.kind === 'award' ? null : (
            <div>
              <Tag tone="complaint">{money(`kinds.${entry.kind}`)}</Tag>
            </div>
          )}
        </>
      ),
    },
  ]
}

function RowNote({ entry, refusedBy }: { entry: QueueEntry; refusedBy: Rule | null }) {
  const t = useTranslations('commissions')
  const money = useTranslations('money.stops')
  const rules = useTranslations('rules')
  const names = entry.approvals.map((approval) => approval.name).join(', ')
  return (
    <div className={classes.quiet}>
      {entry.stop ? <Tag tone="cannot-tell">{money(entry.stop)}</Tag> : null}
      {names ? <div>{t('approvedBy', { names })}</div> : null}
      {refusedBy ? (
        <div className={classes.refused}>{rules(refusedBy)}</div>
      ) : entry.refusal && !entry.stop ? (
        <span title={rules(entry.refusal)}>
          {t('notByYou')} · {rules(entry.refusal)}
        </span>
      ) : null}
    </div>
  )
}
