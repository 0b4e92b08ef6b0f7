'use client'

import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { newId } from '#app/_api/new-id.ts'
import { CustomerForm } from './customer-form.tsx'

/** Adds a customer by name and number, and opens their page; a known number opens whose it is. */
export function AddCustomer() {
  const t = useTranslations('customers.add')
  const trpc = useTRPC()
  const router = useRouter()
  const client = useQueryClient()
  const [isOpen, dialog] = useDisclosure()
  // One id for one dialog, so that a second press of the button adds nobody else.
  const [externalId, setExternalId] = useState('')
  const create = useMutation(
    trpc.customer.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await client.invalidateQueries(trpc.customer.pathFilter())
        router.push(`/customers/${id}`)
      },
    }),
  )
  return (
    <>
      <Button
        leftSection={<Plus size={16} aria-hidden="true" />}
        onClick={() => {
          setExternalId(newId())
          create.reset()
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
          name=""
          saveLabel={t('save')}
          isBusy={create.isPending || create.isSuccess}
          error={create.error}
          onSave={(given) => create.mutate({ externalId, ...given })}
        />
      </Modal>
    </>
  )
}
