'use client'

import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_format/use-format.ts'
import type { CommissionDetail } from '../commission-answer.ts'
import classes from '../commissions.module.css'

/** From the first word to the payment, each with the database's time. */
export function CommissionSteps({ detail }: { detail: CommissionDetail }) {
  const t = useTranslations('commissions.detail.steps')
  const format = useFormat()
  const { commission } = detail
  const names = { referrer: commission.referrerName, referee: commission.refereeName }
  const steps = [
    { at: commission.claimedAt, text: t('claimed', names) },
    { at: commission.keptAt, text: t('kept') },
    {
      at: commission.proposedAt,
      text: t('proposed', { version: commission.snapshot.policy.versionNo }),
    },
    ...detail.entries.flatMap((entry) =>
      entry.decisions.map((decision) => ({
        at: decision.decidedAt,
        text: t('decided', { decision: decision.decision, name: decision.name }),
      })),
    ),
    ...detail.holds.flatMap((hold) => [
      { at: hold.openedAt, text: t('held', { name: hold.openedByName, reason: hold.reason }) },
      ...(hold.closedAt
        ? [{ at: hold.closedAt, text: t('unheld', { name: hold.closedByName ?? '' }) }]
        : []),
    ]),
    ...detail.disclosures.map((disclosure) => ({ at: disclosure.at, text: t('told') })),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime())
  return (
    <ol className={classes.steps}>
      {steps.map((step) => (
        <li key={`${step.at.getTime()} ${step.text}`} className={classes.step}>
          <span className={classes.time}>{format.instant(step.at)}</span>
          <span>{step.text}</span>
        </li>
      ))}
    </ol>
  )
}
