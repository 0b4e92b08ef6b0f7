import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AmountRule, explainAmount, reversalAmount } from './amount.ts'

const percent = (rateBps: number, capMinor: bigint | null = null): AmountRule => ({
  kind: 'percent',
  flatMinor: null,
  rateBps,
  tiers: [],
  capMinor,
})
const flat = (flatMinor: bigint): AmountRule => ({
  kind: 'flat',
  flatMinor,
  rateBps: null,
  tiers: [],
  capMinor: null,
})
const tiers: AmountRule = {
  kind: 'tiers',
  flatMinor: null,
  rateBps: null,
  tiers: [
    { fromMinor: 0n, rateBps: 300 },
    { fromMinor: 100_000n, rateBps: 500 },
    { fromMinor: 500_000n, rateBps: 800 },
  ],
  capMinor: null,
}

describe('the amount of a thank-you', () => {
  it.each([
    [2500n, 114, 29n],
    [3000n, 115, 35n],
    [2500n, 138, 35n],
    [2750n, 140, 39n],
    [3000n, 205, 62n],
    [2500n, 402, 101n],
    [500n, 290, 15n],
    [3n, 2000, 1n],
  ])('rounds %d at %d bps half-up to %d', (net, rateBps, owed) => {
    expect(explainAmount(percent(rateBps), net).amountMinor).toBe(owed)
  })

  it.each([
    ['below the first border', 99_999n, 3000n],
    ['at the first border', 100_000n, 3000n],
    ['one yuan above it', 100_100n, 3005n],
    ['at the second border', 500_000n, 23_000n],
    ['far above', 1_000_000n, 63_000n],
  ])('marginal tiers have no cliff: %s', (_, net, owed) => {
    expect(explainAmount(tiers, net).amountMinor).toBe(owed)
  })

  it('a cap cuts and the trace shows what it cut', () => {
    expect(explainAmount(percent(1000, 500n), 10_000n)).toMatchObject({
      rawMinor: 1000n,
      capMinor: 500n,
      amountMinor: 500n,
    })
  })

  it('a flat amount is never more than the sale', () => {
    expect(explainAmount(flat(5000n), 10_000n).amountMinor).toBe(5000n)
    expect(explainAmount(flat(5000n), 3000n).amountMinor).toBe(3000n)
    expect(explainAmount(flat(5000n), 0n).amountMinor).toBe(0n)
  })

  it('never decreases with the sale and never exceeds it', () => {
    const sale = fc.bigInt({ min: 0n, max: 10n ** 12n })
    fc.assert(
      fc.property(
        sale,
        sale,
        fc.constantFrom(percent(1), percent(9999), tiers, flat(777n)),
        (a, b, rule) => {
          const [low, high] = a < b ? [a, b] : [b, a]
          const [least, most] = [
            explainAmount(rule, low).amountMinor,
            explainAmount(rule, high).amountMinor,
          ]
          return least <= most && most <= high
        },
      ),
    )
  })
})

describe('what a refund takes back', () => {
  it('is the rule before less the rule after', () => {
    const nets = { beforeMinor: 1_000_000n, afterMinor: 400_000n }
    expect(reversalAmount(tiers, nets, 63_000n)).toBe(63_000n - 18_000n)
  })

  it('is no more than what still stands', () => {
    expect(reversalAmount(percent(1000), { beforeMinor: 1000n, afterMinor: 0n }, 40n)).toBe(40n)
  })

  it('is nothing where a flat amount is still owed', () => {
    expect(reversalAmount(flat(500n), { beforeMinor: 9000n, afterMinor: 600n }, 500n)).toBe(0n)
  })

  it('many refunds together take back what one refund of their sum would', () => {
    const part = fc.bigInt({ min: 0n, max: 50_000n })
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 8 }),
        fc.constantFrom(percent(333), tiers, flat(4000n)),
        (refunds, rule) => {
          const total = 500_000n
          const owed = explainAmount(rule, total).amountMinor
          let [left, taken] = [total, 0n]
          for (const refund of refunds) {
            taken += reversalAmount(
              rule,
              { beforeMinor: left, afterMinor: left - refund },
              owed - taken,
            )
            left -= refund
          }
          return taken === reversalAmount(rule, { beforeMinor: total, afterMinor: left }, owed)
        },
      ),
    )
  })
})
