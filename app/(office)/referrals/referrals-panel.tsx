'use client'

import { Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { useDeferredValue, useState } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useViewer } from '#app/_api/use-viewer.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { DateRange } from '#app/_ui/date-range.tsx'
import { Finding } from '#app/_ui/finding.tsx'
import { PageHeader } from '#app/_ui/page-header.tsx'
import { lastDayOf } from '#server/domain/period.ts'
import { can } from '#server/domain/permission.ts'
import { ClaimDialog } from './claim-dialog.tsx'
import { FunnelCard } from './funnel-card.tsx'
import { OverTimeCard } from './over-time-card.tsx'
import type { FunnelAnswer } from './referral-answer.ts'
import { ReferralList } from './referral-list.tsx'
import { periodOf, referralSearch } from './referral-search.ts'
import classes from './referrals.module.css'

/** Marketing's landing page: who was sent to us, how far they came, and every one of them. */
export function ReferralsPanel() {
  const t = useTranslations('referrals')
  const { role, today } = useViewer()
  const trpc = useTRPC()
  const [search, setSearch] = useQueryStates(referralSearch, { history: 'push' })
  const [isClaiming, setClaiming] = useState(false)
  const asked = useDeferredValue(search)
  const { data } = useSuspenseQuery(trpc.referral.funnel.queryOptions({ period: periodOf(asked) }))
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            <DateRange
              value={search.period}
              today={today}
              onChange={(period) => setSearch({ period })}
            />
            {can(role, 'referral.claim') ? (
              <Button onClick={() => setClaiming(true)}>{t('claim.open')}</Button>
            ) : null}
          </>
        }
      />
      <div className={asked === search ? undefined : classes.stale} aria-busy={asked !== search}>
        <ReferralFinding funnel={data} />
        <div className={classes.pair}>
          <FunnelCard funnel={data} />
          <OverTimeCard search={asked} onView={(view) => setSearch({ view })} />
        </div>
        <ReferralList
          key={`${periodOf(asked)} ${asked.state}`}
          search={asked}
          onState={(state) => setSearch({ state })}
        />
      </div>
      <ClaimDialog isOpen={isClaiming} onClose={() => setClaiming(false)} />
    </>
  )
}

function ReferralFinding({ funnel }: { funnel: FunnelAnswer }) {
  const t = useTranslations('referrals.finding')
  const format = useFormat()
  if (funnel.total === 0) return <Finding tone="cannot-tell">{t('none')}</Finding>
  const kept = funnel.stages.find((stage) => stage.state === 'kept')?.count ?? 0
  const days = format.days(funnel.span.from, lastDayOf(funnel.span))
  return (
    <Finding detail={t('window', { days })}>
      {t.rich('told', { total: funnel.total, kept, b: (chunks) => <b>{chunks}</b> })}
    </Finding>
  )
}
