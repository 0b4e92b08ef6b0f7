'use client'

import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { ROLES, type Role } from '#server/domain/role.ts'
import { useTRPC } from '../../../_api/client.tsx'

type RoleFieldsProps = {
  role: Role
  locationId: string | null
  onChange: (chosen: { role: Role; locationId: string | null }) => void
  roleProblem: string | undefined
}

/** What somebody is here; and for staff, where. */
export function RoleFields({ role, locationId, onChange, roleProblem }: RoleFieldsProps) {
  const t = useTranslations('settings.members')
  const roles = useTranslations('shell.roles')
  const trpc = useTRPC()
  const { data: locations = [] } = useQuery(trpc.location.list.queryOptions())
  return (
    <>
      <Select
        label={t('role')}
        description={t(`roleOf.${role}`)}
        data={ROLES.map((one) => ({ value: one, label: roles(one) }))}
        value={role}
        allowDeselect={false}
        error={roleProblem}
        onChange={(value) =>
          onChange({ role: ROLES.find((one) => one === value) ?? role, locationId })
        }
      />
      {role === 'staff' ? (
        <Select
          label={t('location')}
          description={t('locationHint')}
          data={locations
            .filter((location) => !location.closedAt || location.id === locationId)
            .map((location) => ({ value: location.id, label: location.name }))}
          value={locationId}
          onChange={(value) => onChange({ role, locationId: value })}
          required
          withAsterisk={false}
        />
      ) : null}
    </>
  )
}
