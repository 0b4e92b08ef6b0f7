'use client'

import { Button, Progress } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '../../_api/client.tsx'
import { problemOf } from '../../_api/problem-of.ts'
import { uploadFile } from '../../_api/upload-file.ts'
import { useFormat } from '../../_format/use-format.ts'
import { Card } from '../../_ui/card.tsx'
import { DropArea } from '../../_ui/drop-area.tsx'
import { ErrorNotice } from '../../_ui/error-notice.tsx'
import classes from './imports.module.css'
import { useProblemWords } from './use-problem-words.ts'

const LARGEST_BYTES = 16 * 1024 ** 3
const TEXT_FILES = {
  'text/csv': ['.csv', '.tsv', '.txt'],
  'text/plain': ['.csv', '.tsv', '.txt'],
  'text/tab-separated-values': ['.tsv'],
  // What Windows calls a CSV where Excel is installed.
  'application/vnd.ms-excel': ['.csv'],
}

type Sending = { name: string; share: number; stop: AbortController }

/** Takes a file, sends it, and opens it where its columns are chosen. */
export function UploadArea() {
  const t = useTranslations('imports.upload')
  const router = useRouter()
  const trpc = useTRPC()
  const client = useQueryClient()
  const [sending, setSending] = useState<Sending | null>(null)
  const send = useMutation({
    mutationFn: (file: File) => {
      const stop = new AbortController()
      const onProgress = (share: number) => setSending({ name: file.name, share, stop })
      onProgress(0)
      return uploadFile(file, { onProgress, signal: stop.signal })
    },
    onSuccess: async ({ importId }) => {
      await client.invalidateQueries(trpc.import.list.pathFilter())
      router.push(`/imports/${importId}`)
    },
    onError: () => setSending(null),
  })
  if (sending) return <SendingCard sending={sending} />
  return (
    <div className={classes.upload}>
      <DropArea accept={TEXT_FILES} maxBytes={LARGEST_BYTES} onFile={(file) => send.mutate(file)}>
        {t('hint')}
      </DropArea>
      <UploadProblem error={send.error} />
    </div>
  )
}

function SendingCard({ sending }: { sending: Sending }) {
  const t = useTranslations('imports.upload')
  const format = useFormat()
  const { name, share, stop } = sending
  const isSent = share >= 1
  return (
    <Card>
      <div className={classes.sending}>
        <p role="status">
          {isSent
            ? t('reading', { name })
            : t('sending', { name, percent: format.percent(share, 0) })}
        </p>
        <Button variant="default" size="xs" onClick={() => stop.abort()}>
          {t('cancel')}
        </Button>
      </div>
      <Progress
        value={share * 100}
        animated={isSent}
        aria-label={isSent ? t('reading', { name }) : t('sending', { name, percent: '' })}
      />
    </Card>
  )
}

/** What is wrong with a file is told in its own words; everything else as everywhere. */
function UploadProblem({ error }: { error: unknown }) {
  const t = useTranslations('imports.upload')
  const say = useProblemWords()
  if (!error) return null
  if (error instanceof DOMException) return <p role="status">{t('stopped')}</p>
  const problem = problemOf(error)
  const [first] = problem?.kind === 'invalid' ? problem.problems : []
  if (!first) return <ErrorNotice error={error} />
  return (
    <p role="alert" className={classes.wrong}>
      {t('failed', { reason: say(first) })}
    </p>
  )
}
