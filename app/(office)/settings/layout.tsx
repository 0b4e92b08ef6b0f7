import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { can } from '#server/domain/permission.ts'
import { requireViewer } from '../../_api/viewer.ts'
import { PageHeader } from '../../_ui/page-header.tsx'
import { SettingsTabs } from './settings-tabs.tsx'

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { membership } = await requireViewer()
  const t = await getTranslations('shell.pages')
  const tabs = [
    { href: '/settings/profile', label: t('profile'), isOpen: true },
    {
      href: '/settings/members',
      label: t('members'),
      isOpen: can(membership.role, 'member.read'),
    },
    {
      href: '/settings/organization',
      label: t('organization'),
      isOpen: can(membership.role, 'organization.settings'),
    },
    {
      href: '/settings/locations',
      label: t('locations'),
      isOpen: can(membership.role, 'organization.settings'),
    },
    {
      href: '/settings/api-keys',
      label: t('apiKeys'),
      isOpen: can(membership.role, 'api-key.read'),
    },
    {
      href: '/settings/webhooks',
      label: t('webhooks'),
      isOpen: can(membership.role, 'webhook.read'),
    },
  ]
  return (
    <>
      <PageHeader title={t('settings')} />
      <SettingsTabs tabs={tabs.filter((tab) => tab.isOpen)} />
      {children}
    </>
  )
}
