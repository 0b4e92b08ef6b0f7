import type pg from 'pg'
import type { MemberActor } from '#server/domain/actor.ts'
import { recordOrders } from '#server/operations/order/record-orders.ts'
import { advanceReferrals } from '#server/operations/referral/advance-referrals.ts'
import { claimReferrals } from '#server/operations/referral/claim-referrals.ts'
import { SOURCE } from './customers.ts'
import type { BenchPeople } from './people.ts'

const AT_ONCE = 1000

type Told = {
  no: number
  referrerId: string
  refereeId: string
  momentNo: number
  claimedAt: Date
  hasOrder: boolean
  isOld: boolean
}

/** Some hundreds in the smallest data set, five thousand in the larger: each goes through the operations, with its audit lines. */
export function referralCount(size: number): number {
  return Math.min(5000, Math.max(200, Math.round(size / 500)))
}

/** Referrals in several states, and orders of which some move a referral on: by the operations, so that every count and audit line is theirs. */
export async function makeReferrals(
  owner: pg.Client,
  people: BenchPeople,
  of: { size: number; customerCount: number; lastInstant: Date },
): Promise<void> {
  const told = await drawReferrals(owner, of)
  for (let first = 0; first < told.length; first += AT_ONCE) {
    const batch = told.slice(first, first + AT_ONCE)
    const ids = await claim(people.marketing, batch)
    await advance(people.marketing, batch, ids)
    await order(people.owner, batch, of.lastInstant)
  }
}

/** Everybody is told once at most; who tells follows the same power law as who comes. */
async function drawReferrals(
  owner: pg.Client,
  of: { size: number; customerCount: number; lastInstant: Date },
): Promise<Told[]> {
  const { rows } = await owner.query<Told>(
    `SELECT r.no::int, teller.id AS "referrerId", told.id AS "refereeId", bench.zipf(bench.u(r.no, 203), 14) AS "momentNo",
       date_trunc('second', $3::timestamptz - bench.u(r.no, 204) * interval '360 days') AS "claimedAt",
       bench.u(r.no, 205) < 0.4 AS "hasOrder", bench.u(r.no, 204) > 0.2 AS "isOld"
     FROM generate_series(1, $1::int) AS r (no)
     JOIN bench.customers told ON told.rank = $2::int - r.no
     JOIN bench.customers teller ON teller.rank = (1 + floor(($2::int - $1::int - 1) * power(bench.u(r.no, 202), 2)))::int
     ORDER BY r.no`,
    [referralCount(of.size), of.customerCount, of.lastInstant],
  )
  return rows
}

async function claim(actor: MemberActor, batch: Told[]): Promise<string[]> {
  const { results } = await claimReferrals(actor, {
    claims: batch.map((one) => ({
      source: SOURCE,
      externalId: `R${one.no}`,
      referrerId: one.referrerId,
      refereeId: one.refereeId,
      evidenceKind: one.no % 3 === 0 ? 'code' : 'asked',
      evidence: null,
      occurredAt: one.claimedAt,
      momentNo: one.momentNo,
      isHistory: false,
    })),
  })
  const wrong = results.find(({ outcome }) => outcome === 'error')
  if (wrong) throw new Error(`Claim: ${JSON.stringify(wrong)}`)
  return results.map(({ referralId }) => referralId ?? '')
}

async function advance(actor: MemberActor, batch: Told[], ids: string[]): Promise<void> {
  const steps = batch.flatMap(({ no, claimedAt }, at) => {
    const referralId = ids[at]
    const to = no % 3 === 1 ? ('confirmed' as const) : ('visited' as const)
    return referralId && no % 3 > 0
      ? [{ referralId, to, occurredAt: new Date(claimedAt.getTime() + 3_600_000), note: null }]
      : []
  })
  if (steps.length > 0) await advanceReferrals(actor, { steps })
}

async function order(actor: MemberActor, batch: Told[], lastInstant: Date): Promise<void> {
  const items = batch
    .filter(({ hasOrder }) => hasOrder)
    .map((one) => {
      const at = new Date(Math.min(lastInstant.getTime(), one.claimedAt.getTime() + 86_400_000))
      return {
        source: SOURCE,
        externalId: `O${one.no}`,
        customer: { id: one.refereeId },
        occurredAt: at,
        deliveredAt: at,
        product: one.no % 4 === 0 ? 'SUITE' : 'ROOM',
        amountMinor: BigInt(30_000 + (one.no % 977) * 100),
      }
    })
  if (items.length === 0) return
  const results = await recordOrders(actor, { items }, lastInstant)
  const wrong = results.find(({ outcome }) => outcome === 'error' || outcome === 'conflict')
  if (wrong) throw new Error(`Order: ${JSON.stringify(wrong)}`)
}
