'use client'

import { Button } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { can } from '#server/domain/permission.ts'
import { useTRPC } from '../../../_api/client.tsx'
import { useViewer } from '../../../_api/use-viewer.tsx'
import { useFormat } from '../../../_format/use-format.ts'
import { AskDialog } from '../../../_ui/ask-dialog.tsx'
import { Card } from '../../../_ui/card.tsx'
import { DataTable } from '../../../_ui/data-table.tsx'
import { EmptyState } from '../../../_ui/empty-state.tsx'
import { Finding } from '../../../_ui/finding.tsx'
import { Tag } from '../../../_ui/tag.tsx'
import { LocationForm } from './location-form.tsx'

type Location = { id: string; locationNo: number; name: string; closedAt: Date | null }
type Act = { kind: 'add' } | { kind: 'rename' | 'close'; location: Location }

/** The places where moments are delivered. */
export function LocationsPanel() {
  const t = useTranslations('settings.locations')
  const trpc = useTRPC()
  const client = useQueryClient()
  const mayChange = can(useViewer().role, 'location.change')
  const { data } = useSuspenseQuery(trpc.location.list.queryOptions())
  const [act, setAct] = useState<Act | null>(null)
  const done = {
    onSuccess: () => {
      setAct(null)
      return client.invalidateQueries(trpc.location.pathFilter())
    },
  }
  const close = useMutation(trpc.location.close.mutationOptions(done))
  const reopen = useMutation(trpc.location.reopen.mutationOptions(done))
  const add = (
    <Button
      leftSection={<Plus size={16} aria-hidden="true" />}
      onClick={() => setAct({ kind: 'add' })}
    >
      {t('add')}
    </Button>
  )
  return (
    <>
      <Finding>{t('finding', { count: data.filter((one) => !one.closedAt).length })}</Finding>
      <Card title={t('title')} actions={mayChange ? add : null} isFlush>
        {data.length === 0 ? (
          <EmptyState title={t('title')} action={mayChange ? add : null}>
            {t('empty')}
          </EmptyState>
        ) : (
          <LocationTable
            locations={data}
            mayChange={mayChange}
            onAct={setAct}
            onReopen={(location) => reopen.mutate({ locationId: location.id })}
          />
        )}
      </Card>
      {act?.kind === 'add' || act?.kind === 'rename' ? (
        <LocationForm
          location={act.kind === 'rename' ? act.location : null}
          onClose={() => setAct(null)}
        />
      ) : null}
      {act?.kind === 'close' ? (
        <AskDialog
          title={t('closeTitle', { name: act.location.name })}
          confirmLabel={t('close')}
          error={close.error}
          isBusy={close.isPending}
          onConfirm={() => close.mutate({ locationId: act.location.id })}
          onClose={() => setAct(null)}
        >
          {t('closeLead')}
        </AskDialog>
      ) : null}
    </>
  )
}

type LocationTableProps = {
  locations: readonly Location[]
  mayChange: boolean
  onAct: (act: Act) => void
  onReopen: (location: Location) => void
}

function LocationTable({ locations, mayChange, onAct, onReopen }: LocationTableProps) {
  const t = useTranslations('settings.locations')
  const kit = useTranslations('kit.table')
  const format = useFormat()
  const status = (location: Location) =>
    location.closedAt ? (
      <Tag tone="cannot-tell">{t('closed', { date: format.instant(location.closedAt) })}</Tag>
    ) : (
      <Tag tone="accent">{t('open')}</Tag>
    )
  const buttons = (location: Location) => (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => onAct({ kind: 'rename', location })}
      >
        {t('rename')}
      </Button>
      {location.closedAt ? (
        <Button variant="subtle" size="compact-sm" onClick={() => onReopen(location)}>
          {t('reopen')}
        </Button>
      ) : (
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          onClick={() => onAct({ kind: 'close', location })}
        >
          {t('close')}
        </Button>
      )}
    </>
  )
  return (
    <DataTable
      label={t('title')}
      rows={locations}
      rowKey={(location) => location.id}
      columns={[
        { key: 'no', label: t('no'), render: (row) => row.locationNo, width: '72px' },
        { key: 'name', label: t('name'), render: (row) => row.name },
        { key: 'status', label: t('status'), render: status },
        ...(mayChange
          ? [
              {
                key: 'acts',
                label: kit('actions'),
                isLabelHidden: true,
                render: buttons,
                align: 'end' as const,
              },
            ]
          : []),
      ]}
    />
  )
}
