'use client'

import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ImportMapping } from '#server/domain/import/input.ts'
import { useTRPC } from '../../../_api/client.tsx'
import { AskDialog } from '../../../_ui/ask-dialog.tsx'
import type { ImportView } from '../import-answer.ts'

type RecordAtOnceProps = {
  importing: ImportView
  mapping: ImportMapping
  isComplete: boolean
  onStart: () => void
}

/** The way past the trial, for files of a kind that went in before; what follows is said first. */
export function RecordAtOnce({ importing, mapping, isComplete, onStart }: RecordAtOnceProps) {
  const t = useTranslations('imports.atOnce')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const record = useMutation(
    trpc.import.recordAtOnce.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries(trpc.import.pathFilter())
        onStart()
      },
    }),
  )
  return (
    <>
      <Button variant="default" disabled={!isComplete} onClick={() => setAsking(true)}>
        {t('action')}
      </Button>
      {isAsking ? (
        <AskDialog
          title={t('title')}
          confirmLabel={t('confirm', { count: importing.rowCount })}
          isGentle
          error={record.error}
          isBusy={record.isPending}
          onClose={() => setAsking(false)}
          onConfirm={() => record.mutate({ importId: importing.id, mapping })}
        >
          {t('text')}
        </AskDialog>
      ) : null}
    </>
  )
}
