'use client'

import { Button, Group, Modal, Select, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '../../../_api/client.tsx'
import { problemOf } from '../../../_api/problem-of.ts'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import { useFieldProblems } from '../../../_ui/use-field-problems.ts'
import type { Member } from './member.ts'
import { RoleFields } from './role-fields.tsx'

type ChangeMemberFormProps = { member: Member; onClose: () => void }

/** Role, place, and the person's own customer record. */
export function ChangeMemberForm({ member, onClose }: ChangeMemberFormProps) {
  const t = useTranslations('settings.members')
  const kit = useTranslations('kit')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [place, setPlace] = useState({ role: member.role, locationId: member.locationId })
  const [linkedCustomerId, setLinkedCustomerId] = useState(member.linkedCustomerId)
  const change = useMutation(
    trpc.member.change.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t('changed') })
        onClose()
        return client.invalidateQueries(trpc.member.pathFilter())
      },
    }),
  )
  const problem = useFieldProblems(change.error)
  return (
    <Modal opened onClose={onClose} title={t('changeTitle', { name: member.name })}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate({ membershipId: member.id, ...place, linkedCustomerId })
        }}
      >
        <Stack gap="md">
          <RoleFields {...place} onChange={setPlace} roleProblem={problem('role')} />
          <OwnCustomer member={member} value={linkedCustomerId} onChange={setLinkedCustomerId} />
          {problemOf(change.error)?.kind === 'invalid' ? null : (
            <ErrorNotice error={change.error} />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {kit('cancel')}
            </Button>
            <Button type="submit" loading={change.isPending}>
              {kit('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

type OwnCustomerProps = {
  member: Member
  value: string | null
  onChange: (customerId: string | null) => void
}

/** Finds the member among the customers. */
function OwnCustomer({ member, value, onChange }: OwnCustomerProps) {
  const t = useTranslations('settings.members')
  const trpc = useTRPC()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 250)
  const { data: found = [] } = useQuery(
    trpc.customer.search.queryOptions({ text: asked, limit: 8 }, { enabled: asked.length > 0 }),
  )
  const known =
    member.linkedCustomerId && member.linkedCustomerName
      ? [{ value: member.linkedCustomerId, label: member.linkedCustomerName }]
      : []
  const options = found
    .filter((customer) => customer.id !== member.linkedCustomerId)
    .map((customer) => ({
      value: customer.id,
      label: `${customer.name} · ${customer.phoneLast4 ?? customer.externalId}`,
    }))
  return (
    <Select
      label={t('linkedCustomer')}
      description={t('linkedCustomerHint')}
      placeholder={t('linkedCustomerNone')}
      nothingFoundMessage={t('linkedCustomerSearch')}
      data={[...known, ...options]}
      value={value}
      onChange={onChange}
      searchable
      clearable
      onSearchChange={setText}
      // The server has searched already, by pinyin and digits too.
      filter={({ options: all }) => all}
    />
  )
}
