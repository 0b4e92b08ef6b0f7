'use client'

import { useTranslations } from 'next-intl'
import { ROLES } from '#server/domain/role.ts'
import { Card } from '../../../_ui/card.tsx'
import classes from './role-list.module.css'

/** What each role may do, in a sentence. */
export function RoleList() {
  const t = useTranslations('settings.members')
  const roles = useTranslations('shell.roles')
  return (
    <Card title={t('rolesTitle')}>
      <dl className={classes.roles}>
        {ROLES.map((role) => (
          <div key={role} className={classes.role}>
            <dt>{roles(role)}</dt>
            <dd>{t(`roleOf.${role}`)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
