'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useTRPC } from '#app/_api/client.tsx'
import { useFormat } from '#app/_format/use-format.ts'
import { Card } from '#app/_ui/card.tsx'
import { Finding } from '#app/_ui/finding.tsx'
import { PageHeader } from '#app/_ui/page-header.tsx'
import { Tag } from '#app/_ui/tag.tsx'
import { REFERRAL_STATES } from '#server/domain/referral/input.ts'
import type { ReferralDetail } from '../referral-answer.ts'
import { ReferralStateTag } from '../referral-state-tag.tsx'
import classes from '../referrals.module.css'
import { useNameOfMoment } from '../use-name-of-moment.ts'
import { ReferralActs } from './referral-acts.tsx'

/** One referral: its steps, the claims on the friend and why one stands, what it waits for. No amount of anything. */
export function ReferralPanel({ id }: { id: string }) {
  const t = useTranslations('referrals.detail')
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(trpc.referral.get.queryOptions({ id }))
  const { referral } = data
  const person = (customerId: string) => (chunks: ReactNode) => (
    <Link href={`/customers/${customerId}`}>{chunks}</Link>
  )
  return (
    <>
      <PageHeader title={t('title')} actions={<ReferralActs detail={data} />} />
      <Finding detail={<ReferralStateTag state={referral.state} />}>
        {t.rich('told', {
          referrer: referral.referrerName,
          referee: referral.refereeName,
          a: person(referral.referrerId),
          b: person(referral.refereeId),
        })}
      </Finding>
      <div className={classes.pair}>
        <div className={classes.stack}>
          <OrderCard detail={data} />
          <Card title={t('steps')}>
            <Steps detail={data} />
          </Card>
        </div>
        <Card title={t('claims')}>
          <Claims detail={data} />
        </Card>
      </div>
    </>
  )
}

function OrderCard({ detail: { order, keepBlocker, recordedAfterPurchase } }: DetailProps) {
  const t = useTranslations('referrals.detail')
  const rules = useTranslations('rules')
  const format = useFormat()
  if (!order) return null
  return (
    <Card title={t('order')}>
      <p>
        {t('orderText', {
          product: order.productName,
          bought: format.instant(order.occurredAt),
        })}
      </p>
      <p className={classes.quiet}>
        {order.deliveredAt
          ? t('delivered', { day: format.instant(order.deliveredAt) })
          : t('notDelivered')}
      </p>
      {order.windowEndsAt ? (
        <p className={classes.quiet}>
          {t('windowEnds', { day: format.instant(order.windowEndsAt) })}
        </p>
      ) : null}
      {keepBlocker ? <p>{t('blocked', { reason: rules(keepBlocker) })}</p> : null}
      {recordedAfterPurchase ? <Tag tone="complaint">{t('late')}</Tag> : null}
    </Card>
  )
}

type DetailProps = { detail: ReferralDetail }

function Steps({ detail: { referral, steps } }: DetailProps) {
  const t = useTranslations('referrals')
  const format = useFormat()
  return (
    <ol className={classes.steps}>
      <li className={classes.step}>
        <span className={classes.quiet}>{format.instant(referral.claimedAt)}</span>
        <span>{t('states.claimed')}</span>
      </li>
      {steps.map((step) => {
        const state = REFERRAL_STATES.find((one) => one === step.toState)
        return (
          <li key={step.toState} className={classes.step}>
            <span className={classes.quiet}>{format.instant(step.occurredAt)}</span>
            <span>
              {state ? t(`states.${state}`) : step.toState}
              <span className={classes.quiet}>
                {` · ${t(`detail.stepEvidence.${step.evidence}`)}`}
                {step.recordedByName ? ` · ${t('detail.by', { name: step.recordedByName })}` : ''}
                {step.note ? ` · ${step.note}` : ''}
              </span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}

function Claims({ detail: { claims, winningReason } }: DetailProps) {
  const t = useTranslations('referrals')
  const format = useFormat()
  const nameOfMoment = useNameOfMoment()
  return (
    <>
      <p className={classes.quiet}>{t(`detail.winningReason.${winningReason}`)}</p>
      <ul className={classes.steps}>
        {claims.map((claim) => (
          <li key={claim.id} className={claim.isWinner ? classes.winner : undefined}>
            <div className={classes.line}>
              <Link href={`/customers/${claim.referrerId}`}>{claim.referrerName}</Link>
              {claim.isWinner ? <Tag tone="accent">{t('detail.winner')}</Tag> : null}
              {claim.isTakenBack ? <Tag tone="cannot-tell">{t('detail.takenBack')}</Tag> : null}
            </div>
            <p className={classes.quiet}>
              {[
                t(`evidence.${claim.evidenceKind}`),
                nameOfMoment(claim),
                format.instant(claim.occurredAt),
                claim.recordedByName ? t('detail.by', { name: claim.recordedByName }) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {claim.evidence ? <p>{claim.evidence}</p> : null}
          </li>
        ))}
      </ul>
    </>
  )
}
