'use client'

import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '../../../_api/client.tsx'
import { problemOf } from '../../../_api/problem-of.ts'
import { ErrorNotice } from '../../../_ui/error-notice.tsx'
import { useFieldProblems } from '../../../_ui/use-field-problems.ts'

type LocationFormProps = {
  /** Null adds a new one. */
  location: { id: string; name: string } | null
  onClose: () => void
}

/** The name of a place, new or changed. */
export function LocationForm({ location, onClose }: LocationFormProps) {
  const t = useTranslations('settings.locations')
  const kit = useTranslations('kit')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [name, setName] = useState(location?.name ?? '')
  const onSuccess = () => {
    notifications.show({ message: location ? t('renamed') : t('added', { name }) })
    onClose()
    return client.invalidateQueries(trpc.location.pathFilter())
  }
  const add = useMutation(trpc.location.add.mutationOptions({ onSuccess }))
  const rename = useMutation(trpc.location.rename.mutationOptions({ onSuccess }))
  const save = location ? rename : add
  const problem = useFieldProblems(save.error)
  return (
    <Modal
      opened
      onClose={onClose}
      title={location ? t('renameTitle', { name: location.name }) : t('add')}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (location) rename.mutate({ locationId: location.id, name })
          else add.mutate({ name })
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={problem('name')}
            maxLength={80}
            required
            withAsterisk={false}
            data-autofocus
          />
          {problemOf(save.error)?.kind === 'invalid' ? null : <ErrorNotice error={save.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {kit('cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {kit('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
