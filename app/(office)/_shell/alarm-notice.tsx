'use client'

import { Alert } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '../../_api/client.tsx'
import { useFormat } from '../../_format/use-format.ts'

/** What the nightly look at counts and partitions found wrong, above every page, for those who answer for the books. */
export function AlarmNotice() {
  const t = useTranslations('shell.alarms')
  const format = useFormat()
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(
    trpc.shell.today.queryOptions(undefined, { refetchInterval: 120_000 }),
  )
  return data.alarms.map(({ kind, placeCount, firstPlace, raisedAt }) => (
    <Alert key={kind} color="red" variant="light" role="alert" title={t(`${kind}.title`)} mb="md">
      {t(`${kind}.hint`, {
        count: placeCount,
        place: firstPlace,
        since: format.instant(raisedAt),
      })}
    </Alert>
  ))
}
