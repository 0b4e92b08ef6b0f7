'use client'

import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNow, useTranslations } from 'next-intl'
import type { Role } from '#server/domain/role.ts'
import { useTRPC } from '../../../_api/client.tsx'
import { useFormat } from '../../../_format/use-format.ts'
import { type Column, DataTable } from '../../../_ui/data-table.tsx'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import { Tag } from '../../../_ui/tag.tsx'

type Invitation = {
  id: string
  email: string
  role: Role
  locationName: string | null
  expiresAt: Date
}

type InvitationTableProps = { invitations: readonly Invitation[]; mayChange: boolean }

/** Links that nobody has used yet. */
export function InvitationTable({ invitations, mayChange }: InvitationTableProps) {
  const t = useTranslations('settings.members')
  const kit = useTranslations('kit.table')
  const roles = useTranslations('shell.roles')
  const format = useFormat()
  const now = useNow()
  const trpc = useTRPC()
  const client = useQueryClient()
  const revoke = useMutation(
    trpc.invitation.revoke.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t('revoked') })
        return client.invalidateQueries(trpc.member.pathFilter())
      },
    }),
  )
  const columns: Column<Invitation>[] = [
    { key: 'email', label: t('email'), render: (one) => one.email },
    {
      key: 'role',
      label: t('role'),
      render: (one) =>
        one.locationName ? `${roles(one.role)} · ${one.locationName}` : roles(one.role),
    },
    {
      key: 'status',
      label: t('status'),
      isMinor: true,
      render: (one) =>
        one.expiresAt < now ? (
          <Tag tone="cannot-tell">{t('expired', { date: format.instant(one.expiresAt) })}</Tag>
        ) : (
          t('expires', { date: format.instant(one.expiresAt) })
        ),
    },
  ]
  const acts: Column<Invitation> = {
    key: 'acts',
    label: kit('actions'),
    isLabelHidden: true,
    align: 'end',
    render: (one) => (
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        onClick={() => revoke.mutate({ invitationId: one.id })}
      >
        {t('revoke')}
      </Button>
    ),
  }
  return (
    <>
      <ErrorNotice error={revoke.error} />
      <DataTable
        label={t('pending')}
        columns={mayChange ? [...columns, acts] : columns}
        rows={invitations}
        rowKey={(one) => one.id}
        hasShortcuts={false}
      />
    </>
  )
}
