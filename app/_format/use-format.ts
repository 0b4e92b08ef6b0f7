'use client'

import { useLocale, useTimeZone } from 'next-intl'
import { useMemo } from 'react'
import {
  formatAgo,
  formatDay,
  formatDays,
  formatInstant,
  formatMonth,
  formatShortDay,
} from './day.ts'
import { formatInterval } from './interval.ts'
import { formatAmount, formatMoney, formatMoneyPart } from './money.ts'
import { formatCompact, formatDecimal, formatNumber } from './number.ts'
import { formatBps, formatPercent, formatPoints, formatSignedPercent } from './percent.ts'
import { formatTime } from './time.ts'

/** Every formatter, bound to the reader's language and the organization's zone. */
export function useFormat() {
  const locale = useLocale()
  const timeZone = useTimeZone() ?? 'UTC'
  return useMemo(() => {
    type MoneyOptions = Parameters<typeof formatMoney>[3]
    return {
      money: (amountMinor: bigint, currency: string, options?: MoneyOptions) =>
        formatMoney(locale, amountMinor, currency, options),
      moneyPart: (amountMinor: bigint, rateBps: number, currency: string) =>
        formatMoneyPart(locale, amountMinor, rateBps, currency),
      amount: formatAmount,
      number: (value: number | bigint) => formatNumber(locale, value),
      compact: (value: number | bigint) => formatCompact(locale, value),
      decimal: (value: number, digits?: number) => formatDecimal(locale, value, digits),
      percent: (share: number, digits?: number) => formatPercent(locale, share, digits),
      signedPercent: (change: number) => formatSignedPercent(locale, change),
      bps: (rateBps: number) => formatBps(locale, rateBps),
      points: (difference: number, digits?: number) => formatPoints(locale, difference, digits),
      interval: (low: number, high: number, digits?: number) =>
        formatInterval(locale, low, high, digits),
      day: (day: string) => formatDay(locale, day),
      shortDay: (day: string) => formatShortDay(locale, day),
      month: (day: string) => formatMonth(locale, day),
      days: (first: string, last: string) => formatDays(locale, first, last),
      instant: (instant: Date) => formatInstant(locale, instant, timeZone),
      time: (instant: Date) => formatTime(locale, instant, timeZone),
      ago: (instant: Date, now: Date) => formatAgo(locale, instant, now),
    }
  }, [locale, timeZone])
}
