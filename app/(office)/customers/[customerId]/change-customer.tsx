'use client'

import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '#app/_api/client.tsx'
import { CustomerForm } from '../customer-form.tsx'
import type { CustomerAnswer } from './timeline-answer.ts'

/** Corrects the name or the number. */
export function ChangeCustomer({ customer }: { customer: CustomerAnswer }) {
  const t = useTranslations('customers.change')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [isOpen, dialog] = useDisclosure()
  const change = useMutation(
    trpc.customer.change.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries(trpc.customer.pathFilter())
        dialog.close()
      },
    }),
  )
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          change.reset()
          dialog.open()
        }}
      >
        {t('open')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={t('title')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <CustomerForm
          name={customer.name}
          phoneHint={
            customer.phoneLast4 ? t('phoneHint', { last4: customer.phoneLast4 }) : t('phoneNone')
          }
          saveLabel={t('save')}
          isBusy={change.isPending}
          error={change.error}
          onSave={(given) => change.mutate({ customerId: customer.id, ...given })}
        />
      </Modal>
    </>
  )
}
