'use client'

import { Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Finding } from '#app/_ui/finding.tsx'
import { PageHeader } from '#app/_ui/page-header.tsx'
import { can } from '#server/domain/permission.ts'
import { DraftForm } from './draft-form.tsx'
import type { PolicyVersion } from './policy-answer.ts'
import { VersionList } from './version-list.tsx'

/** What a kept referral is thanked with, and every version that ever said so. */
export function PolicyPanel() {
  const t = useTranslations('policy')
  const { role } = useViewer()
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(trpc.policy.list.queryOptions())
  const [edited, setEdited] = useState<PolicyVersion | 'new' | null>(null)
  const mayDraft = can(role, 'policy.draft')
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          mayDraft && !edited ? (
            <Button onClick={() => setEdited('new')}>{t('draft')}</Button>
          ) : null
        }
      />
      <PolicyFinding policy={data.items.find((one) => one.isInForce)} />
      {edited ? (
        <DraftForm draft={edited === 'new' ? null : edited} onDone={() => setEdited(null)} />
      ) : null}
      <VersionList versions={data.items} onEdit={mayDraft ? setEdited : undefined} />
    </>
  )
}

function PolicyFinding({ policy }: { policy: PolicyVersion | undefined }) {
  const t = useTranslations('policy.finding')
  const format = useFormat()
  if (!policy) return <Finding tone="cannot-tell">{t('none')}</Finding>
  const rates = policy.tiers.map((tier) => tier.rateBps)
  const words = {
    amount: format.money(policy.flatMinor ?? 0n, policy.currency),
    rate: format.bps(policy.rateBps ?? 0),
    from: format.bps(Math.min(...rates)),
    to: format.bps(Math.max(...rates)),
  }
  const since = { version: policy.versionNo, day: format.instant(policy.effectiveFrom) }
  return (
    <Finding detail={t('since', since)}>
      {t.rich(policy.kind, { ...words, b: (chunks) => <b>{chunks}</b> })}
    </Finding>
  )
}
