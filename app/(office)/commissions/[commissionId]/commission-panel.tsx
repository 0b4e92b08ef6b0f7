'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useTRPC } from '#app/_api/client.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { Finding } from '#app/_ui/finding.tsx'
import { PageHeader } from '#app/_ui/page-header.tsx'
import { Tag } from '#app/_ui/tag.tsx'
import { REJECT_REASONS } from '#server/domain/commission/input.ts'
import type { CommissionDetail } from '../commission-answer.ts'
import classes from '../commissions.module.css'
import { AmountTraceTable } from './amount-trace-table.tsx'
import { CommissionActs } from './commission-acts.tsx'
import { CommissionSteps } from './commission-steps.tsx'
import { PayeeCard } from './payee-card.tsx'

/** One thank-you: why this amount, who decided, what reached the customer, where it goes. */
export function CommissionPanel({ id }: { id: string }) {
  const t = useTranslations('commissions.detail')
  const format = useFormat()
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(trpc.commission.get.queryOptions({ id }))
  const { commission, entries } = data
  const sum = entries
    .filter((entry) => entry.status !== 'rejected')
    .reduce((total, entry) => total + entry.amountMinor, 0n)
  return (
    <>
      <PageHeader title={t('title')} actions={<CommissionActs detail={data} />} />
      <Finding detail={<Knowledge detail={data} />}>
        {t.rich('told', {
          referrer: commission.referrerName,
          referee: commission.refereeName,
          amount: format.money(sum, commission.currency),
          b: (chunks) => <b>{chunks}</b>,
        })}
      </Finding>
      <div className={classes.grid}>
        <div className={classes.stack}>
          <Card title={t('explain')}>
            <p className={classes.quiet}>
              {t('policy', {
                version: commission.snapshot.policy.versionNo,
                name: commission.policyName,
              })}
            </p>
            <AmountTraceTable trace={commission.trace} currency={commission.currency} />
          </Card>
          <EntriesCard detail={data} />
        </div>
        <div className={classes.stack}>
          <Card title={t('history')}>
            <CommissionSteps detail={data} />
          </Card>
          <PayeeCard detail={data} />
          <DisclosuresCard detail={data} />
        </div>
      </div>
    </>
  )
}

function Knowledge({ detail }: { detail: CommissionDetail }) {
  const money = useTranslations('money.knowledge')
  return <>{money(detail.commission.knowledge)}</>
}

function EntriesCard({ detail }: { detail: CommissionDetail }) {
  const t = useTranslations('commissions.detail')
  const money = useTranslations('money')
  const format = useFormat()
  return (
    <Card title={t('entries')}>
      <ul className={classes.steps}>
        {detail.entries.map((entry) => (
          <li key={entry.entryId}>
            <span className={classes.sum}>
              {format.money(entry.amountMinor, detail.commission.currency)}
            </span>{' '}
            {money(`kinds.${entry.kind}`)}{' '}
            <Tag tone={entry.status === 'rejected' ? 'wrong' : 'accent'}>
              {money(`statuses.${entry.status}`)}
            </Tag>
            {entry.decisions.map((decision) => (
              <div key={decision.name} className={classes.quiet}>
                {t('steps.decided', { decision: decision.decision, name: decision.name })}
                {' · '}
                {format.instant(decision.decidedAt)}
                <ReasonText reason={decision.reason} />
                {decision.note ? ` · ${decision.note}` : ''}
              </div>
            ))}
            {entry.lines.map((line) => (
              <div key={`${line.batchId}.${line.lineNo}`} className={classes.quiet}>
                <Link href={`/payouts/${line.batchId}`}>
                  {t('lineIn', { batch: line.batchNo, line: line.lineNo })}
                </Link>
              </div>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function ReasonText({ reason }: { reason: string | null }) {
  const t = useTranslations('money.reasons')
  const known = REJECT_REASONS.find((one) => one === reason)
  return known ? <> · {t(known)}</> : null
}

function DisclosuresCard({ detail }: { detail: CommissionDetail }) {
  const t = useTranslations('commissions.detail')
  const format = useFormat()
  return (
    <Card title={t('disclosures')}>
      {detail.disclosures.length === 0 ? (
        <p className={classes.quiet}>{t('noDisclosures')}</p>
      ) : (
        <ul className={classes.steps}>
          {detail.disclosures.map((disclosure) => (
            <li key={disclosure.at.getTime()} className={classes.step}>
              <span className={classes.time}>{format.instant(disclosure.at)}</span>
              <span>
                {t(`disclosureKinds.${disclosure.kind}`)}
                {' · '}
                {t(
                  `documents.${disclosure.document === 'thanks-form' ? 'thanks-form' : 'thanks-message'}`,
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
