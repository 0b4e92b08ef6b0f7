'use client'

import { Menu, UnstyledButton } from '@mantine/core'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useViewer } from '../../_api/use-viewer.tsx'
import { writeCookie } from '../../_ui/write-cookie.ts'
import type { OfficeOrganization } from './office.ts'
import classes from './organization-switcher.module.css'

type OrganizationSwitcherProps = { organizations: readonly OfficeOrganization[] }

/** Which business this is; and, for people of several, the way to the others. */
export function OrganizationSwitcher({ organizations }: OrganizationSwitcherProps) {
  const t = useTranslations('shell')
  const viewer = useViewer()
  const text = (
    <>
      <span className={classes.name}>{viewer.organizationName}</span>
      <span className={classes.role}>{t(`roles.${viewer.role}`)}</span>
    </>
  )
  if (organizations.length < 2) return <div className={classes.current}>{text}</div>
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton
          className={classes.button}
          aria-label={t('organization.label', { name: viewer.organizationName })}
        >
          <span className={classes.text}>{text}</span>
          <ChevronsUpDown size={16} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('organization.switch')}</Menu.Label>
        {organizations.map((organization) => (
          <Menu.Item
            key={organization.id}
            onClick={() => enter(organization.id)}
            rightSection={
              organization.id === viewer.organizationId ? (
                <Check size={16} aria-hidden="true" />
              ) : null
            }
          >
            <span className={classes.text}>
              <span className={classes.name}>{organization.name}</span>
              <span className={classes.role}>{organization.role}</span>
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** A wish only: the server looks it up among the person's own. A fresh page, so that nothing of the other house stays. */
function enter(organizationId: string): void {
  writeCookie('organization', organizationId)
  window.location.assign('/')
}
