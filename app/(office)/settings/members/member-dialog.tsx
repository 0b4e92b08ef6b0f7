'use client'

import { Modal, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '../../../_api/client.tsx'
import { AskDialog } from '../../../_ui/ask-dialog.tsx'
import { CopyField } from '../../../_ui/copy-field.tsx'
import { ChangeMemberForm } from './change-member-form.tsx'
import type { Member, MemberAct } from './member.ts'

type MemberDialogProps = { act: MemberAct; onClose: () => void }

/** What is done with one member. */
export function MemberDialog({ act, onClose }: MemberDialogProps) {
  switch (act.kind) {
    case 'change':
      return <ChangeMemberForm member={act.member} onClose={onClose} />
    case 'password-link':
      return <PasswordLink member={act.member} onClose={onClose} />
    case 'deactivate':
    case 'reactivate':
      return <Presence kind={act.kind} member={act.member} onClose={onClose} />
  }
}

type PresenceProps = {
  kind: 'deactivate' | 'reactivate'
  member: Member
  onClose: () => void
}

function Presence({ kind, member, onClose }: PresenceProps) {
  const t = useTranslations('settings.members')
  const trpc = useTRPC()
  const client = useQueryClient()
  const onSuccess = () => {
    const name = member.name
    notifications.show({
      message: kind === 'deactivate' ? t('deactivated', { name }) : t('reactivated', { name }),
    })
    onClose()
    return client.invalidateQueries(trpc.member.pathFilter())
  }
  const deactivate = useMutation(trpc.member.deactivate.mutationOptions({ onSuccess }))
  const reactivate = useMutation(trpc.member.reactivate.mutationOptions({ onSuccess }))
  const change = kind === 'deactivate' ? deactivate : reactivate
  return (
    <AskDialog
      title={
        kind === 'deactivate'
          ? t('deactivateTitle', { name: member.name })
          : t('reactivateTitle', { name: member.name })
      }
      confirmLabel={t(kind)}
      isGentle={kind === 'reactivate'}
      error={change.error}
      isBusy={change.isPending}
      onConfirm={() => change.mutate({ membershipId: member.id })}
      onClose={onClose}
    >
      {kind === 'deactivate' ? t('deactivateLead') : t('reactivateLead')}
    </AskDialog>
  )
}

function PasswordLink({ member, onClose }: { member: Member; onClose: () => void }) {
  const t = useTranslations('settings.members')
  const trpc = useTRPC()
  const create = useMutation(trpc.member.createPasswordLink.mutationOptions())
  if (!create.data)
    return (
      <AskDialog
        title={`${t('resetLink')} · ${member.name}`}
        confirmLabel={t('createLink')}
        isGentle
        error={create.error}
        isBusy={create.isPending}
        onConfirm={() => create.mutate({ membershipId: member.id })}
        onClose={onClose}
      >
        {t('resetLinkLead')}
      </AskDialog>
    )
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t('resetLink')} · ${member.name}`}
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <CopyField
          label={t('resetLink')}
          description={t('resetLinkLead')}
          value={create.data.link}
        />
      </Stack>
    </Modal>
  )
}
