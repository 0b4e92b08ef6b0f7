'use client'

import { useTranslations } from 'next-intl'
import { useFormat } from '#app/_format/use-format.ts'
import type { CommissionDetail } from '../commission-answer.ts'
import classes from '../commissions.module.css'

type Props = { trace: CommissionDetail['commission']['trace']; currency: string }

/** The reckoning, line by line, so that it can be followed with a calculator. */
export function AmountTraceTable({ trace, currency }: Props) {
  const t = useTranslations('commissions.trace')
  const format = useFormat()
  const money = (minor: bigint) => format.money(minor, currency)
  return (
    <table className={classes.trace}>
      <tbody>
        <tr>
          <th scope="row">{t('net')}</th>
          <td>{money(trace.netMinor)}</td>
        </tr>
        {trace.flatMinor === null ? null : (
          <tr>
            <th scope="row">{t('flat')}</th>
            <td>{money(trace.flatMinor)}</td>
          </tr>
        )}
        {trace.parts.map((part) => (
          <tr key={String(part.fromMinor)}>
            <th scope="row">
              {t('part', { part: money(part.partMinor), rate: format.bps(part.rateBps) })}
            </th>
            <td>{format.moneyPart(part.partMinor, part.rateBps, currency)}</td>
          </tr>
        ))}
        {trace.capMinor === null ? null : (
          <tr>
            <th scope="row">{t('cap')}</th>
            <td>{money(trace.capMinor)}</td>
          </tr>
        )}
        <tr>
          <th scope="row">{t('amount')}</th>
          <td>{money(trace.amountMinor)}</td>
        </tr>
      </tbody>
    </table>
  )
}
