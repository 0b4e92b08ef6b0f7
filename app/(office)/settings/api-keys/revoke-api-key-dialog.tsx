'use client'

import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '../../../_api/client.tsx'
import { AskDialog } from '../../../_ui/ask-dialog.tsx'
import type { ApiKey } from './api-key.ts'

type RevokeApiKeyDialogProps = { apiKey: ApiKey; onClose: () => void }

/** Ends a key for good. */
export function RevokeApiKeyDialog({ apiKey, onClose }: RevokeApiKeyDialogProps) {
  const t = useTranslations('apiKeys')
  const trpc = useTRPC()
  const client = useQueryClient()
  const revoke = useMutation(
    trpc.apiKey.revoke.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t('revokedNow', { name: apiKey.name }) })
        onClose()
        return client.invalidateQueries(trpc.apiKey.pathFilter())
      },
    }),
  )
  return (
    <AskDialog
      title={t('revokeTitle', { name: apiKey.name })}
      confirmLabel={t('revoke')}
      error={revoke.error}
      isBusy={revoke.isPending}
      onConfirm={() => revoke.mutate({ keyId: apiKey.id })}
      onClose={onClose}
    >
      {t('revokeLead')}
    </AskDialog>
  )
}
