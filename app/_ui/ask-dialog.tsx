'use client'

import { Button, Group, Modal, Stack } from '@mantine/core'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ErrorNotice } from './error-notice.tsx'

type AskDialogProps = {
  title: string
  /** What follows from it. */
  children: ReactNode
  confirmLabel: string
  onConfirm: () => void
  onClose: () => void
  error?: unknown
  isBusy?: boolean
  /** Nothing is lost by it. */
  isGentle?: boolean
}

/** Asks before something that others will notice. The way back has the focus. */
export function AskDialog(props: AskDialogProps) {
  const t = useTranslations('kit')
  return (
    <Modal opened onClose={props.onClose} title={props.title}>
      <Stack gap="md">
        <div>{props.children}</div>
        <ErrorNotice error={props.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button
            color={props.isGentle ? 'accent' : 'red'}
            loading={props.isBusy ?? false}
            onClick={props.onConfirm}
          >
            {props.confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
