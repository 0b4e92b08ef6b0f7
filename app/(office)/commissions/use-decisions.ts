'use client'

import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import type { Rule } from '#server/domain/rule.ts'

type Result = { entryId: string; outcome: string; rule: Rule | null }

const TOLD = ['approved', 'waiting', 'rejected', 'refused'] as const

/**
 * Approving and rejecting, one or many: each entry has its own result, told in one line, and why an entry was refused is
 * kept for its row.
 */
export function useDecisions(onDone: () => void) {
  const t = useTranslations('commissions.done')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [refused, setRefused] = useState<ReadonlyMap<string, Rule>>(new Map())
  async function tell({ results }: { results: readonly Result[] }) {
    const lines = TOLD.flatMap((outcome) => {
      const count = results.filter((result) => result.outcome === outcome).length
      return count > 0 ? [t(outcome, { count })] : []
    })
    notifications.show({ message: lines.join(' · ') })
    setRefused(new Map(results.flatMap(({ entryId, rule }) => (rule ? [[entryId, rule]] : []))))
    onDone()
    await client.invalidateQueries()
  }
  return {
    refused,
    approve: useMutation(trpc.commission.approve.mutationOptions({ onSuccess: tell })),
    reject: useMutation(trpc.commission.reject.mutationOptions({ onSuccess: tell })),
  }
}
