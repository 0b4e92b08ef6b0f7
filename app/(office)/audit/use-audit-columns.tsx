'use client'

import type { inferOutput } from '@trpc/tanstack-react-query'
import { useTranslations } from 'next-intl'
import type { useTRPC } from '#app/_api/client.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import type { Column } from '#app/_ui/data-table.tsx'
import classes from './audit.module.css'

type AuditLine = inferOutput<ReturnType<typeof useTRPC>['audit']['list']>['items'][number]

/** What fits on a line; the rest opens. */
const SHORT = 48

const OPS = ['INSERT', 'UPDATE', 'DELETE'] as const

export function useAuditColumns(): Column<AuditLine>[] {
  const t = useTranslations('audit')
  const format = useFormat()
  return [
    {
      key: 'at',
      label: t('at'),
      render: (line) => (
        <>
          <div>{format.instant(line.at)}</div>
          <div className={classes.quiet}>{t('position', { seq: String(line.seq) })}</div>
        </>
      ),
    },
    {
      key: 'who',
      label: t('who'),
      render: (line) => {
        if (line.actorKeyName) return t('key', { name: line.actorKeyName })
        return line.actorName ?? (line.actorJob ? t('job', { job: line.actorJob }) : t('system'))
      },
    },
    {
      key: 'what',
      label: t('what'),
      render: (line) => {
        const op = OPS.find((one) => one === line.op)
        return (
          <>
            <code>{line.tableName}</code> {op ? t(`ops.${op}`) : line.op}
          </>
        )
      },
    },
    {
      key: 'data',
      label: t('data'),
      isMinor: true,
      render: (line) => {
        const text = JSON.stringify(line.data)
        return text.length <= SHORT ? (
          <code className={classes.data}>{text}</code>
        ) : (
          <details className={classes.data}>
            <summary>
              <code>{text.slice(0, SHORT)}…</code>
            </summary>
            <pre className={classes.whole}>{JSON.stringify(line.data, null, 2)}</pre>
          </details>
        )
      },
    },
    {
      key: 'hash',
      label: t('hash'),
      isMinor: true,
      render: (line) => <code title={line.hash}>{line.hash.slice(0, 12)}</code>,
    },
  ]
}
