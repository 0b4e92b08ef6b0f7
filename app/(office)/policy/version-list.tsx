'use client'

import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { ConfirmBar } from '#app/_ui/confirm-bar.tsx'
import { type Column, DataTable } from '#app/_ui/data-table.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { ErrorNotice } from '#app/_ui/error-notice.tsx'
import { Tag } from '#app/_ui/tag.tsx'
import { can } from '#server/domain/permission.ts'
import classes from './policy.module.css'
import type { PolicyVersion } from './policy-answer.ts'

type VersionListProps = {
  versions: readonly PolicyVersion[]
  onEdit: ((version: PolicyVersion) => void) | undefined
}

/** Every version, newest first. A sealed one never changes; commissions keep pointing at it. */
export function VersionList({ versions, onEdit }: VersionListProps) {
  const t = useTranslations('policy')
  const { role } = useViewer()
  const [sealing, setSealing] = useState<PolicyVersion | null>(null)
  const acts: Column<PolicyVersion> = {
    key: 'act',
    label: '',
    align: 'end',
    render: (version) =>
      version.sealedAt ? null : (
        <span className={classes.acts}>
          {onEdit ? (
            <Button size="xs" variant="default" onClick={() => onEdit(version)}>
              {t('edit')}
            </Button>
          ) : null}
          {can(role, 'policy.seal') ? (
            <Button size="xs" onClick={() => setSealing(version)}>
              {t('seal')}
            </Button>
          ) : null}
        </span>
      ),
  }
  return (
    <Card title={t('versions')} isFlush>
      <DataTable
        label={t('versions')}
        columns={[...useVersionColumns(), acts]}
        rows={versions}
        rowKey={(version) => version.id}
        empty={<EmptyState title={t('empty')}>{t('finding.none')}</EmptyState>}
      />
      {sealing ? <SealBar version={sealing} onDone={() => setSealing(null)} /> : null}
    </Card>
  )
}

function SealBar({ version, onDone }: { version: PolicyVersion; onDone: () => void }) {
  const t = useTranslations('policy')
  const format = useFormat()
  const trpc = useTRPC()
  const client = useQueryClient()
  const seal = useMutation(
    trpc.policy.seal.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t('sealed', { version: version.versionNo }) })
        onDone()
        return client.invalidateQueries()
      },
    }),
  )
  return (
    <ConfirmBar
      confirmLabel={t('seal')}
      isBusy={seal.isPending}
      onCancel={onDone}
      onConfirm={() => seal.mutate({ id: version.id })}
    >
      {t('confirmSeal', {
        version: version.versionNo,
        name: version.name,
        day: format.instant(version.effectiveFrom),
      })}
      <ErrorNotice error={seal.error} />
    </ConfirmBar>
  )
}

function useVersionColumns(): Column<PolicyVersion>[] {
  const t = useTranslations('policy')
  const format = useFormat()
  return [
    { key: 'version', label: t('version'), render: (version) => version.versionNo },
    { key: 'name', label: t('name'), render: (version) => version.name },
    { key: 'rule', label: t('rule'), render: (version) => <RuleText version={version} /> },
    {
      key: 'cap',
      label: t('cap'),
      isMinor: true,
      render: (version) =>
        version.capMinor === null ? t('noCap') : format.money(version.capMinor, version.currency),
    },
    {
      key: 'from',
      label: t('from'),
      isMinor: true,
      render: (version) => format.instant(version.effectiveFrom),
    },
    { key: 'state', label: t('state'), render: (version) => <StateTag version={version} /> },
    {
      key: 'used',
      label: t('used'),
      align: 'end',
      isMinor: true,
      render: (version) => format.number(version.commissionCount),
    },
  ]
}

function StateTag({ version }: { version: PolicyVersion }) {
  const t = useTranslations('policy.states')
  if (!version.sealedAt) return <Tag>{t('draft')}</Tag>
  if (version.isInForce) return <Tag tone="accent">{t('inForce')}</Tag>
  return <Tag>{t(version.effectiveFrom > new Date() ? 'later' : 'sealed')}</Tag>
}

function RuleText({ version }: { version: PolicyVersion }) {
  const t = useTranslations('policy')
  const format = useFormat()
  if (version.kind === 'flat') return <>{format.money(version.flatMinor ?? 0n, version.currency)}</>
  if (version.kind === 'percent') return <>{format.bps(version.rateBps ?? 0)}</>
  return (
    <>
      {version.tiers.map((tier) => (
        <div key={String(tier.fromMinor)}>
          {t('tierText', {
            rate: format.bps(tier.rateBps),
            from: format.money(tier.fromMinor, version.currency),
          })}
        </div>
      ))}
    </>
  )
}
