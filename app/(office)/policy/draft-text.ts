import { formatBusinessDay } from '#app/_format/day.ts'
import { formatAmount } from '#app/_format/money.ts'
import { parseAmount } from '#app/_format/parse-amount.ts'
import { zonedInstant } from '#server/domain/import/zoned-instant.ts'
import type { PolicyVersion } from './policy-answer.ts'

/** The form as it is typed: money and rates are text until they are read. */
export type DraftText = {
  name: string
  kind: 'flat' | 'percent' | 'tiers'
  flat: string
  rate: string
  cap: string
  tiers: { key: number; from: string; rate: string }[]
  /** The business day from which it is in force. */
  day: string
}

/** Whose money and whose days these are. */
type Place = { currency: string; timeZone: string; today: string }

/** An existing draft as text, or an empty one that begins today. */
export function draftText(
  draft: PolicyVersion | null,
  { currency, timeZone, today }: Place,
): DraftText {
  const money = (minor: bigint | null) => (minor === null ? '' : formatAmount(minor, currency))
  const tiers = draft?.tiers.map((tier, key) => ({
    key,
    from: money(tier.fromMinor),
    rate: rateText(tier.rateBps),
  }))
  return {
    name: draft?.name ?? '',
    kind: draft?.kind ?? 'percent',
    flat: money(draft?.flatMinor ?? null),
    rate: draft?.rateBps ? rateText(draft.rateBps) : '',
    cap: money(draft?.capMinor ?? null),
    tiers: tiers?.length ? tiers : [{ key: 0, from: '0', rate: '' }],
    day: draft ? formatBusinessDay(draft.effectiveFrom, timeZone) : today,
  }
}

/** What was typed, as the server reads it; what cannot be read becomes null and is refused there by field. */
export function readDraft(text: DraftText, { currency, timeZone }: Place) {
  return {
    name: text.name,
    kind: text.kind,
    currency,
    flatMinor: text.kind === 'flat' ? parseAmount(text.flat, currency) : null,
    rateBps: text.kind === 'percent' ? readRate(text.rate) : null,
    capMinor: text.cap.trim() ? parseAmount(text.cap, currency) : null,
    tiers:
      text.kind === 'tiers'
        ? text.tiers.map((tier) => ({
            fromMinor: parseAmount(tier.from, currency) ?? -1n,
            rateBps: readRate(tier.rate) ?? -1,
          }))
        : [],
    effectiveFrom: startOf(text.day, timeZone),
  }
}

/** The first instant of a business day; an unreadable day is the epoch, which the server refuses. */
function startOf(day: string, timeZone: string): Date {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const midnight = { year, month, day: date, hour: 0, minute: 0, second: 0 }
  return zonedInstant(midnight, timeZone) ?? new Date(0)
}

/** "1.14" percent is 114 basis points; more than two decimals cannot be said. */
function readRate(text: string): number | null {
  const match = /^\s*(\d{1,3})(?:\.(\d{1,2}))?\s*$/.exec(text)
  if (!match) return null
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

function rateText(rateBps: number): string {
  return (rateBps / 100).toFixed(2).replace(/\.?0+$/, '')
}
