import { InvariantError } from '../errors.ts'
import { divideHalfUp } from '../money.ts'

/** What a sealed policy says of one sale. Amounts are minor units of its currency; 1 % = 100 bps. */
export type AmountRule = {
  kind: 'flat' | 'percent' | 'tiers'
  flatMinor: bigint | null
  rateBps: number | null
  /** Lower bounds, the first 0; each rate applies to the part of the sale up to the next bound. */
  tiers: readonly { fromMinor: bigint; rateBps: number }[]
  capMinor: bigint | null
}

/** One step of the reckoning: this part of the sale at this rate. */
export type AmountPart = { fromMinor: bigint; partMinor: bigint; rateBps: number }

/** How an amount comes about, so that a person can check every cent with a calculator. */
export type AmountTrace = {
  kind: AmountRule['kind']
  netMinor: bigint
  flatMinor: bigint | null
  parts: AmountPart[]
  /** Before the cap. */
  rawMinor: bigint
  capMinor: bigint | null
  amountMinor: bigint
}

const BPS = 10_000n

/**
 * The thank-you for one kept referral, with every step on the way. The database reckons the same at the proposal.
 *
 * Rounded half-up to the minor unit, once, at the end, so that tiers lose nothing at their borders. Never more than the sale.
 *
 * @param netMinor the order's amount net of tax and refunds; below zero counts as zero
 * @throws InvariantError when a rate is outside 0–10 000 bps or the first tier does not begin at 0
 * @see shared/spec/money.md "Policy and amount"
 */
export function explainAmount(rule: AmountRule, netMinor: bigint): AmountTrace {
  const net = netMinor > 0n ? netMinor : 0n
  const parts = rule.kind === 'flat' ? [] : partsOf(tiersOf(rule), net)
  const rawMinor = rule.kind === 'flat' ? least(flatOf(rule), net) : roundedSum(parts)
  const { kind, flatMinor, capMinor } = rule
  const amountMinor = capMinor === null ? rawMinor : least(rawMinor, capMinor)
  return { kind, netMinor: net, flatMinor, parts, rawMinor, capMinor, amountMinor }
}

/**
 * What a refund takes back: the rule's amount before it less the rule's amount after it.
 *
 * @param standingMinor what is still owed or paid on the commission; no more than this is taken back
 * @returns minor units, not negative
 */
export function reversalAmount(
  rule: AmountRule,
  nets: { beforeMinor: bigint; afterMinor: bigint },
  standingMinor: bigint,
): bigint {
  const before = explainAmount(rule, nets.beforeMinor).amountMinor
  const after = explainAmount(rule, nets.afterMinor).amountMinor
  const taken = least(before - after, standingMinor)
  return taken > 0n ? taken : 0n
}

function partsOf(
  tiers: readonly { fromMinor: bigint; rateBps: number }[],
  net: bigint,
): AmountPart[] {
  return tiers
    .map(({ fromMinor, rateBps }, i) => {
      if (rateBps < 0 || rateBps > 10_000)
        throw new InvariantError('a rate lies between 0 and 100 %')
      const until = tiers[i + 1]?.fromMinor ?? net
      return { fromMinor, partMinor: least(until, net) - fromMinor, rateBps }
    })
    .filter((part) => part.partMinor > 0n)
}

function tiersOf(rule: AmountRule): readonly { fromMinor: bigint; rateBps: number }[] {
  if (rule.kind === 'percent') return [{ fromMinor: 0n, rateBps: rule.rateBps ?? 0 }]
  const sorted = rule.tiers.toSorted((a, b) => (a.fromMinor < b.fromMinor ? -1 : 1))
  if (sorted[0]?.fromMinor !== 0n) throw new InvariantError('the first tier begins at 0')
  return sorted
}

function flatOf(rule: AmountRule): bigint {
  if (rule.flatMinor === null) throw new InvariantError('a flat policy names its amount')
  return rule.flatMinor
}

function roundedSum(parts: AmountPart[]): bigint {
  const numerator = parts.reduce((sum, part) => sum + part.partMinor * BigInt(part.rateBps), 0n)
  return divideHalfUp(numerator, BPS)
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
