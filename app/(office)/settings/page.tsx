import { redirect } from 'next/navigation'
import { can } from '#server/domain/permission.ts'
import { requireViewer } from '../../_api/viewer.ts'

/** The first room that matters to the role. */
export default async function SettingsPage() {
  const { membership } = await requireViewer()
  redirect(can(membership.role, 'member.change') ? '/settings/members' : '/settings/profile')
}
