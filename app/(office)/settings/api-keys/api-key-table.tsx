'use client'

import { ActionIcon, Menu } from '@mantine/core'
import { Ellipsis } from 'lucide-react'
import { useNow, useTranslations } from 'next-intl'
import { useFormat } from '../../../_format/use-format.ts'
import { type Column, DataTable } from '../../../_ui/data-table.tsx'
import { Tag } from '../../../_ui/tag.tsx'
import { type ApiKey, type ApiKeyAct, isWorking } from './api-key.ts'
import classes from './api-key-table.module.css'

type ApiKeyTableProps = {
  keys: readonly ApiKey[]
  mayChange: boolean
  onAct: (act: ApiKeyAct) => void
}

/** Every key, with what it may send and when it last did; ended ones stand last. */
export function ApiKeyTable({ keys, mayChange, onAct }: ApiKeyTableProps) {
  const t = useTranslations('apiKeys')
  const kit = useTranslations('kit.table')
  const format = useFormat()
  const now = useNow()
  const columns: Column<ApiKey>[] = [
    { key: 'name', label: t('name'), render: (key) => <Name apiKey={key} /> },
    {
      key: 'scopes',
      label: t('scopes'),
      isMinor: true,
      render: (key) => (
        <span className={classes.scopes}>
          {key.scopes.map((scope) => (
            <Tag key={scope}>{t(`scopeOf.${scope}`)}</Tag>
          ))}
        </span>
      ),
    },
    { key: 'status', label: t('status'), render: (key) => <Status apiKey={key} /> },
    {
      key: 'lastUsed',
      label: t('lastUsed'),
      isMinor: true,
      render: (key) => (key.lastUsedAt ? format.ago(key.lastUsedAt, now) : t('neverUsed')),
    },
    {
      key: 'expires',
      label: t('expires'),
      isMinor: true,
      render: (key) => (key.expiresAt ? format.instant(key.expiresAt) : t('forever')),
    },
  ]
  const acts: Column<ApiKey> = {
    key: 'acts',
    label: kit('actions'),
    isLabelHidden: true,
    align: 'end',
    width: '72px',
    render: (key) => (isWorking(key, now) ? <Acts apiKey={key} onAct={onAct} /> : null),
  }
  return (
    <DataTable
      label={t('title')}
      columns={mayChange ? [...columns, acts] : columns}
      rows={keys}
      rowKey={(key) => key.id}
    />
  )
}

function Name({ apiKey }: { apiKey: ApiKey }) {
  const t = useTranslations('apiKeys')
  return (
    <div className={classes.key}>
      <span className={classes.name}>{apiKey.name}</span>
      <span className={classes.about}>
        <code>{apiKey.prefix}…</code>
        {apiKey.createdByName ? (
          <span>{t('createdBy', { name: apiKey.createdByName })}</span>
        ) : null}
      </span>
    </div>
  )
}

function Status({ apiKey }: { apiKey: ApiKey }) {
  const t = useTranslations('apiKeys')
  const format = useFormat()
  const now = useNow()
  if (apiKey.revokedAt) return <Tag tone="cannot-tell">{t('revoked')}</Tag>
  if (!isWorking(apiKey, now)) return <Tag tone="wrong">{t('expired')}</Tag>
  const { previousUntil } = apiKey
  if (previousUntil && previousUntil > now)
    return <Tag tone="accent">{t('rotating', { date: format.instant(previousUntil) })}</Tag>
  return <Tag tone="accent">{t('active')}</Tag>
}

type ActsProps = { apiKey: ApiKey; onAct: (act: ApiKeyAct) => void }

function Acts({ apiKey, onAct }: ActsProps) {
  const t = useTranslations('apiKeys')
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('actsOf', { name: apiKey.name })}
        >
          <Ellipsis size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onAct({ kind: 'rotate', apiKey })}>{t('rotate')}</Menu.Item>
        <Menu.Item color="red" onClick={() => onAct({ kind: 'revoke', apiKey })}>
          {t('revoke')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
