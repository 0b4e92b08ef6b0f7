'use client'

import { Button, Group, Modal, Stack } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { CopyField } from '../../../_ui/copy-field.tsx'

type SecretShownProps = { name: string; secret: string; onClose: () => void }

/** The one time that a secret is seen. A click beside it must not lose it. */
export function SecretShown({ name, secret, onClose }: SecretShownProps) {
  const t = useTranslations('apiKeys')
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('secretTitle', { name })}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack gap="md">
        <CopyField label={t('secret')} description={t('secretLead')} value={secret} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('secretKept')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
