'use client'

import { Button, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ImportMapping } from '#server/domain/import/input.ts'
import { useTRPC } from '../../../_api/client.tsx'
import { useFieldProblems } from '../../../_ui/use-field-problems.ts'
import classes from './import.module.css'

type ProfileKeeperProps = { mapping: ImportMapping; isComplete: boolean }

/** Keeps the mapping under a name, for the next file of this kind. */
export function ProfileKeeper({ mapping, isComplete }: ProfileKeeperProps) {
  const t = useTranslations('imports.mapping')
  const kit = useTranslations('kit')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const save = useMutation(
    trpc.import.saveProfile.mutationOptions({
      onSuccess: async () => {
        notifications.show({ message: t('profileSaved', { name }) })
        await client.invalidateQueries(trpc.import.pathFilter())
      },
    }),
  )
  const problem = useFieldProblems(save.error)
  return (
    <form
      className={classes.keeper}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ name, mapping })
      }}
    >
      <TextInput
        label={t('saveProfile')}
        placeholder={t('profileName')}
        value={name}
        maxLength={80}
        error={problem('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        type="submit"
        variant="default"
        disabled={!isComplete || name.trim() === ''}
        loading={save.isPending}
      >
        {kit('save')}
      </Button>
    </form>
  )
}
