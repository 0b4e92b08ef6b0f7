'use client'

import { ActionIcon, Menu } from '@mantine/core'
import { Ellipsis } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useViewer } from '../../../_api/use-viewer.tsx'
import { useFormat } from '../../../_format/use-format.ts'
import { type Column, DataTable } from '../../../_ui/data-table.tsx'
import { Tag } from '../../../_ui/tag.tsx'
import type { Member, MemberAct } from './member.ts'
import classes from './member-table.module.css'

type MemberTableProps = {
  members: readonly Member[]
  mayChange: boolean
  onAct: (act: MemberAct) => void
}

/** Everybody who works here; leavers stand last. */
export function MemberTable({ members, mayChange, onAct }: MemberTableProps) {
  const t = useTranslations('settings.members')
  const roles = useTranslations('shell.roles')
  const kit = useTranslations('kit.table')
  const format = useFormat()
  const viewer = useViewer()
  const columns: Column<Member>[] = [
    {
      key: 'name',
      label: t('name'),
      render: (member) => (
        <div className={classes.person}>
          <span className={classes.name}>
            {member.name}
            {member.email === viewer.email ? <Tag>{t('you')}</Tag> : null}
          </span>
          <span className={classes.email}>{member.email}</span>
        </div>
      ),
    },
    {
      key: 'role',
      label: t('role'),
      render: (member) => (
        <>
          {roles(member.role)}
          {member.locationName ? ` · ${member.locationName}` : ''}
        </>
      ),
    },
    {
      key: 'status',
      label: t('status'),
      isMinor: true,
      render: (member) =>
        member.deactivatedAt ? (
          <Tag tone="cannot-tell">{t('inactive')}</Tag>
        ) : (
          <Tag tone="accent">{t('active')}</Tag>
        ),
    },
    {
      key: 'since',
      label: t('since'),
      isMinor: true,
      align: 'end',
      render: (member) => format.instant(member.createdAt),
    },
  ]
  const acts: Column<Member> = {
    key: 'acts',
    label: kit('actions'),
    isLabelHidden: true,
    align: 'end',
    width: '72px',
    render: (member) => <MemberMenu member={member} onAct={onAct} />,
  }
  return (
    <DataTable
      label={t('title')}
      columns={mayChange ? [...columns, acts] : columns}
      rows={members}
      rowKey={(member) => member.id}
    />
  )
}

type MemberMenuProps = { member: Member; onAct: (act: MemberAct) => void }

function MemberMenu({ member, onAct }: MemberMenuProps) {
  const t = useTranslations('settings.members')
  const isSelf = member.email === useViewer().email
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('changeTitle', { name: member.name })}
        >
          <Ellipsis size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {member.deactivatedAt ? (
          <Menu.Item onClick={() => onAct({ kind: 'reactivate', member })}>
            {t('reactivate')}
          </Menu.Item>
        ) : (
          <>
            <Menu.Item onClick={() => onAct({ kind: 'change', member })}>{t('change')}</Menu.Item>
            <Menu.Item onClick={() => onAct({ kind: 'password-link', member })}>
              {t('resetLink')}
            </Menu.Item>
            {isSelf ? null : (
              <Menu.Item color="red" onClick={() => onAct({ kind: 'deactivate', member })}>
                {t('deactivate')}
              </Menu.Item>
            )}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
