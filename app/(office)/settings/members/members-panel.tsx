'use client'

import { Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { can } from '#server/domain/permission.ts'
import { useTRPC } from '../../../_api/client.tsx'
import { useViewer } from '../../../_api/use-viewer.tsx'
import { Card } from '../../../_ui/card.tsx'
import { Finding } from '../../../_ui/finding.tsx'
import { InvitationTable } from './invitation-table.tsx'
import { InviteForm } from './invite-form.tsx'
import type { MemberAct } from './member.ts'
import { MemberDialog } from './member-dialog.tsx'
import { MemberTable } from './member-table.tsx'
import { RoleList } from './role-list.tsx'

/** Who works here, who is invited, and what the roles mean. */
export function MembersPanel() {
  const t = useTranslations('settings.members')
  const trpc = useTRPC()
  const mayChange = can(useViewer().role, 'member.change')
  const { data } = useSuspenseQuery(trpc.member.list.queryOptions())
  const [isInviting, setIsInviting] = useState(false)
  const [act, setAct] = useState<MemberAct | null>(null)
  const active = data.members.filter((member) => !member.deactivatedAt).length
  return (
    <>
      <Finding>{t('finding', { active, pending: data.invitations.length })}</Finding>
      <Card
        title={t('title')}
        isFlush
        actions={
          mayChange ? (
            <Button
              leftSection={<UserPlus size={16} aria-hidden="true" />}
              onClick={() => setIsInviting(true)}
            >
              {t('invite')}
            </Button>
          ) : null
        }
      >
        <MemberTable members={data.members} mayChange={mayChange} onAct={setAct} />
      </Card>
      {data.invitations.length > 0 ? (
        <Card title={t('pending')} isFlush>
          <InvitationTable invitations={data.invitations} mayChange={mayChange} />
        </Card>
      ) : null}
      <RoleList />
      {isInviting ? <InviteForm onClose={() => setIsInviting(false)} /> : null}
      {act ? <MemberDialog act={act} onClose={() => setAct(null)} /> : null}
    </>
  )
}
