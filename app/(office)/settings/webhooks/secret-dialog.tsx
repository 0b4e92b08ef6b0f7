'use client'

import { Button, Group, Modal, Stack } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { CopyField } from '../../../_ui/copy-field.tsx'

type SecretDialogProps = {
  secret: string
  /** Where a source sends to; endpoints have none. */
  path?: string | undefined
  onClose: () => void
}

/** Shows a secret this once. */
export function SecretDialog({ secret, path, onClose }: SecretDialogProps) {
  const t = useTranslations('webhooks.secret')
  const kit = useTranslations('kit')
  return (
    <Modal opened onClose={onClose} title={t('title')} closeOnClickOutside={false}>
      <Stack gap="md">
        {path ? (
          <CopyField label={t('address')} value={`${window.location.origin}${path}`} />
        ) : null}
        <CopyField label={t('label')} description={t('lead')} value={secret} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{kit('close')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
