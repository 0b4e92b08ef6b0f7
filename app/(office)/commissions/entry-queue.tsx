'use client'

import { Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { DataTable } from '#app/_ui/data-table.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { KeyboardHint } from '#app/_ui/keyboard-hint.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { SelectionBar } from '#app/_ui/selection-bar.tsx'
import { useShortcuts } from '#app/_ui/use-shortcuts.ts'
import { can } from '#server/domain/permission.ts'
import type { QueueEntry } from './commission-answer.ts'
import classes from './commissions.module.css'
import { DecisionBar } from './decision-bar.tsx'
import { useDecisions } from './use-decisions.ts'
import { useQueueColumns } from './use-queue-columns.tsx'

type Deciding = { verdict: 'approve' | 'reject'; entries: QueueEntry[] }

/** What waits for a decision, oldest first; the whole of it works without a mouse. */
export function EntryQueue({ status }: { status?: 'waiting' }) {
  const t = useTranslations('commissions')
  const router = useRouter()
  const viewer = useViewer()
  const trpc = useTRPC()
  const [places, setPlaces] = useState<readonly string[]>([])
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [deciding, setDeciding] = useState<Deciding | null>(null)
  const cursor = places.at(-1)
  const { data } = useSuspenseQuery(
    trpc.commission.queue.queryOptions({ ...(status && { status }), ...(cursor && { cursor }) }),
  )
  const decisions = useDecisions(() => {
    setSelected(new Set())
    setDeciding(null)
  })
  const columns = useQueueColumns(decisions.refused)
  const mayDecide = can(viewer.role, 'commission.approve')
  function decide(verdict: Deciding['verdict']) {
    const chosen = data.items.filter((entry) => selected.has(entry.entryId))
    const focused = data.items[focusedRow()]
    const entries = chosen.length > 0 ? chosen : focused ? [focused] : []
    if (mayDecide && entries.length > 0) setDeciding({ verdict, entries })
  }
  useShortcuts([
    { key: 'a', run: () => decide('approve') },
    { key: 'r', run: () => decide('reject') },
    { key: 'Escape', run: () => setDeciding(null) },
  ])
  const next = data.next
  return (
    <>
      <Card isFlush>
        <DataTable
          label={t(status ? 'views.waiting' : 'views.queue')}
          columns={columns}
          rows={data.items}
          rowKey={(entry) => entry.entryId}
          selected={mayDecide ? selected : undefined}
          onSelect={mayDecide ? setSelected : undefined}
          onOpen={(entry) => router.push(`/commissions/${entry.commissionId}`)}
          empty={<EmptyState title={t('emptyQueue')}>{t('emptyQueueText')}</EmptyState>}
        />
      </Card>
      <Pager
        onPrevious={places.length > 0 ? () => setPlaces(places.slice(0, -1)) : undefined}
        onNext={next ? () => setPlaces([...places, next]) : undefined}
      />
      {mayDecide && data.items.length > 0 ? <Keys /> : null}
      {deciding ? (
        <DecisionBar
          key={deciding.verdict}
          verdict={deciding.verdict}
          entries={deciding.entries}
          decisions={decisions}
          onCancel={() => setDeciding(null)}
        />
      ) : (
        <SelectionBar count={selected.size} onClear={() => setSelected(new Set())}>
          <SelectedSum entries={data.items.filter((entry) => selected.has(entry.entryId))} />
          <Button size="xs" variant="default" onClick={() => decide('reject')}>
            {t('reject')}
          </Button>
          <Button size="xs" onClick={() => decide('approve')}>
            {t('approve')}
          </Button>
        </SelectionBar>
      )}
    </>
  )
}

/** Which row of the table the keyboard stands on; −1 for none. */
function focusedRow(): number {
  const row = document.activeElement?.closest('tbody tr')
  return row instanceof HTMLTableRowElement ? row.sectionRowIndex : -1
}

function SelectedSum({ entries }: { entries: QueueEntry[] }) {
  const format = useFormat()
  const first = entries[0]
  if (!first) return null
  const sum = entries.reduce((total, entry) => total + entry.amountMinor, 0n)
  return <span className={classes.sum}>{format.money(sum, first.currency)}</span>
}

function Keys() {
  const t = useTranslations('commissions.keys')
  return (
    <p className={classes.keys}>
      <span>
        <KeyboardHint keys={['J', 'K']} /> {t('move')}
      </span>
      <span>
        <KeyboardHint keys={['X']} /> {t('select')}
      </span>
      <span>
        <KeyboardHint keys={['Enter']} /> {t('open')}
      </span>
      <span>
        <KeyboardHint keys={['A']} /> {t('approve')}
      </span>
      <span>
        <KeyboardHint keys={['R']} /> {t('reject')}
      </span>
    </p>
  )
}
