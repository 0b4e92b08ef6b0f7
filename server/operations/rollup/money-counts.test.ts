import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  act,
  actorOf,
  approve,
  bought,
  claim,
  draft,
  kept,
  payable,
  reject,
  sealPolicy,
  sentBatch,
  settle,
} from '#prisma/invariants/money-steps.ts'
import { makeWorld, type World } from '#prisma/invariants/money-world.ts'
import { sumMeasures } from '#server/db/count-day.ts'
import { sumAccounts } from '#server/db/ledger.ts'
import { reading } from '#server/db/reading.ts'
import { countReferrals, countReferralsOverTime } from '#server/db/referral-count.ts'
import { mergeDeltas } from '#server/db/rollup-merge.ts'
import { findDifferences } from '#server/db/rollup-verify.ts'

const ALL = { from: '1900-01-01', until: '2200-01-01' }
const Row = z.record(z.string(), z.unknown())

const STEPS: Record<string, (w: World) => Promise<unknown>> = {
  claim: async (w) => claim(w, { referrer: await w.customer(), referee: await w.customer() }),
  bought,
  kept,
  approved: payable,
  rejected: async (w) => reject(w, w.members.finance, (await kept(w)).entry, 'other'),
  approvedOnly: async (w) => approve(w, w.members.finance, (await kept(w)).entry),
  refunded: async (w) => w.refund((await kept(w)).order, 100n),
  paid: async (w) => {
    await payable(w)
    const { line } = await sentBatch(w)
    await settle(w, w.members.finance, line, 'settled')
  },
  cancelled: async (w) => {
    await payable(w)
    const batch = await draft(w)
    await act(w, w.members.finance, 'freeze', batch)
    await act(w, w.members.finance, 'cancel', batch)
  },
  void: async (w) => {
    const { referral } = await bought(w)
    await w.app(`SELECT referral_void($1, $2, 'wrong-person')`, [w.members.owner.token, referral])
  },
  merge: mergeDeltas,
}

/** Every question about money and referrals, from the counts and from the facts, in one snapshot. */
async function bothAgree(w: World) {
  await reading(actorOf(w, 'owner'), async (db) => {
    const [funnel] = await db.rows(
      Row,
      `SELECT count(*)::int AS total, (count(*) FILTER (WHERE state = 'void'))::int AS voided, count(confirmed_at)::int AS confirmed,
         count(visited_at)::int AS visited, count(bought_at)::int AS bought, count(kept_at)::int AS kept FROM referrals WHERE organization_id = $1`,
      [db.organizationId],
    )
    expect(await countReferrals(db, ALL)).toEqual(funnel)
    const points = await countReferralsOverTime(db, ALL, 'month')
    expect(points.reduce((sum, point) => sum + point.kept, 0)).toBe(funnel?.kept)
    const balances = await db.rows(
      Row,
      `SELECT code, currency::text AS currency, debit_minor AS "debitMinor", credit_minor AS "creditMinor" FROM ledger_balances
       WHERE organization_id = $1 ORDER BY currency, code`,
      [db.organizationId],
    )
    expect(await sumAccounts(db, null)).toEqual(balances)
    const orders = await db.rows(
      Row,
      `SELECT 'order' AS measure, count(*)::int AS count, coalesce(sum(amount_minor), 0)::bigint AS "amountMinor" FROM orders WHERE organization_id = $1 HAVING count(*) > 0
       UNION ALL SELECT 'refund', count(*)::int, sum(amount_minor)::bigint FROM refunds WHERE organization_id = $1 HAVING count(*) > 0 ORDER BY 1`,
      [db.organizationId],
    )
    const sums = await sumMeasures(db, ['order', 'refund'])
    expect(
      sums.map(({ measure, count, amountMinor }) => ({ measure, count, amountMinor })),
    ).toEqual(orders)
  })
}

describe('counts of referrals, orders and money', () => {
  test('[row 54] are what their tables say after every step and merge, in the same snapshot', async () => {
    const names = fc.constantFrom(...Object.keys(STEPS), 'merge')
    await fc.assert(
      fc.asyncProperty(
        fc.noShrink(fc.array(names, { minLength: 8, maxLength: 12 })),
        async (steps) => {
          const w = await makeWorld()
          await sealPolicy(w)
          for (const step of steps) {
            await STEPS[step]?.(w)
            await bothAgree(w)
          }
          expect(await reading(actorOf(w, 'owner'), findDifferences)).toEqual([])
        },
      ),
      { numRuns: 3 },
    )
  }, 120_000)

  test('[row 54] the application can write neither a count nor its delta', async () => {
    const w = await makeWorld()
    await kept(w).catch(() => undefined)
    for (const attack of [
      'UPDATE count_days SET count = 0',
      'DELETE FROM count_day_deltas',
      `INSERT INTO count_day_deltas (organization_id, measure, part, currency, day, count, amount_minor)
       SELECT organization_id, measure, part, currency, day, 1, 1 FROM count_day_deltas`,
      'UPDATE moment_totals SET exposure_count = 0',
      'DELETE FROM alarms',
      'DELETE FROM archived_months',
    ])
      await expect(w.app(attack)).rejects.toMatchObject({ code: '42501' })
  })
})
