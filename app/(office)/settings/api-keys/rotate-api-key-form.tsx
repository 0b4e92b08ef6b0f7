'use client'

import { Select, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '../../../_api/client.tsx'
import { AskDialog } from '../../../_ui/ask-dialog.tsx'
import type { ApiKey } from './api-key.ts'
import { SecretShown } from './secret-shown.tsx'

const GRACES = { hours0: 0, hours24: 24, hours168: 168 } as const
type Grace = keyof typeof GRACES
const GRACE_NAMES = ['hours24', 'hours168', 'hours0'] as const satisfies Grace[]

type RotateApiKeyFormProps = { apiKey: ApiKey; onClose: () => void }

/** A new secret for the same key; the old one may work on for a while. */
export function RotateApiKeyForm({ apiKey, onClose }: RotateApiKeyFormProps) {
  const t = useTranslations('apiKeys')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [grace, setGrace] = useState<Grace>('hours24')
  const rotate = useMutation(
    trpc.apiKey.rotate.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.apiKey.pathFilter()),
    }),
  )
  if (rotate.data)
    return <SecretShown name={apiKey.name} secret={rotate.data.secret} onClose={onClose} />
  return (
    <AskDialog
      title={t('rotateTitle', { name: apiKey.name })}
      confirmLabel={t('rotateSubmit')}
      isGentle
      error={rotate.error}
      isBusy={rotate.isPending}
      onConfirm={() => rotate.mutate({ keyId: apiKey.id, graceHours: GRACES[grace] })}
      onClose={onClose}
    >
      <Stack gap="md">
        <span>{t('rotateLead')}</span>
        <Select
          label={t('grace')}
          data={GRACE_NAMES.map((value) => ({ value, label: t(`graceOf.${value}`) }))}
          value={grace}
          allowDeselect={false}
          onChange={(value) => setGrace(GRACE_NAMES.find((one) => one === value) ?? grace)}
        />
      </Stack>
    </AskDialog>
  )
}
