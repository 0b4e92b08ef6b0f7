import { beforeAll, describe, expect, it } from 'vitest'
import { type AmountRule, explainAmount } from '#server/domain/commission/amount.ts'
import { minorDigits } from '#server/domain/money.ts'
import { bought, kept, sealPolicy } from './money-steps.ts'
import { makeWorld, refusalOf, type World } from './money-world.ts'

let w: World
beforeAll(async () => {
  w = await makeWorld()
})

describe('I8, money is whole minor units', () => {
  it('no column of the schema is a float, real, double or money, and no amount is a numeric', async () => {
    const columns = await w.owner(
      `SELECT table_name, column_name, data_type FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type IN ('real', 'double precision', 'money', 'numeric')
         -- No money: what is left of a key's allowance of items, and a sum of hashes.
         AND (table_name, column_name) NOT IN (('api_key_allowances', 'items_left'), ('archived_months', 'checksum'))`,
    )
    expect(columns).toEqual([])
  })

  it('every amount is a bigint', async () => {
    const columns = await w.owner(
      `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name LIKE '%\\_minor' AND data_type <> 'bigint'`,
    )
    expect(columns).toEqual([])
  })

  it('the database and the domain give every currency the same minor digits', async () => {
    const rows = await w.app('SELECT code, exponent FROM currencies')
    expect(rows.length).toBeGreaterThan(30)
    for (const { code, exponent } of rows)
      expect([code, minorDigits(String(code))]).toEqual([code, exponent])
  })

  it('a sale in a currency without a policy is not proposed: it never counts 1:1', async () => {
    await sealPolicy(w)
    const one = await bought(w)
    await w.owner(`UPDATE orders SET currency = 'USD' WHERE id = $1`, [one.order])
    const [result] = await w.app('SELECT * FROM referral_keep(NULL, ARRAY[$1::uuid])', [
      one.referral,
    ])
    expect(result).toMatchObject({ outcome: 'kept', unproposed: 'no-policy-in-force' })
  })
})

describe('two engines agree', () => {
  const rules: [string, AmountRule][] = [
    ...[114, 115, 138, 140, 205, 402, 290, 2000, 1, 9999, 10_000].map(
      (rateBps): [string, AmountRule] => [
        `${rateBps} bps`,
        { kind: 'percent', flatMinor: null, rateBps, tiers: [], capMinor: null },
      ],
    ),
    ['capped', { kind: 'percent', flatMinor: null, rateBps: 1500, tiers: [], capMinor: 3333n }],
    ['flat', { kind: 'flat', flatMinor: 5000n, rateBps: null, tiers: [], capMinor: null }],
    [
      'tiers',
      {
        kind: 'tiers',
        flatMinor: null,
        rateBps: null,
        tiers: [
          { fromMinor: 0n, rateBps: 333 },
          { fromMinor: 10_001n, rateBps: 777 },
          { fromMinor: 250_000n, rateBps: 0 },
          { fromMinor: 999_999n, rateBps: 1234 },
        ],
        capMinor: 90_000_000n,
      },
    ],
  ]
  const nets = [
    -5n,
    0n,
    1n,
    3n,
    500n,
    2500n,
    2750n,
    3000n,
    10_000n,
    10_001n,
    10_002n,
    249_999n,
    250_000n,
    1_000_000n,
    987_654_321n,
    10n ** 15n,
  ]

  it.each(rules)('on every step of %s', async (_, rule) => {
    const text = (value: unknown) =>
      JSON.parse(JSON.stringify(value, (__, v) => (typeof v === 'bigint' ? `${v}` : v)))
    const policy = await sealPolicy(w, text(rule))
    for (const net of nets) {
      const [row] = await w.app('SELECT commission_trace($1, $2, $3) AS trace', [
        w.org,
        policy,
        net,
      ])
      expect(row?.trace).toEqual(text(explainAmount(rule, net)))
    }
  })
})

describe('I1 and I17', () => {
  it('no total of money is stored but a batch’s control total', async () => {
    const columns = await w.owner(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type = 'bigint' AND column_name ~ '(sum|total|balance|paid|spent|debit|credit).*minor' AND table_name IN
         (SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')) ORDER BY 1`,
    )
    expect(columns).toEqual([{ name: 'payout_batches.control_sum_minor' }])
  })

  it('the times of money rows come from clock(), whatever was written', async () => {
    await w.owner(`UPDATE clock_offsets SET database_kind = 'test', offset_seconds = 86400 * 100`)
    const one = await kept(w)
    await w.owner('UPDATE clock_offsets SET offset_seconds = 0')
    const [row] = await w.app(
      "SELECT c.proposed_at > now() + interval '99 days' AS ahead, e.proposed_at > now() + interval '99 days' AS entry_ahead FROM commissions c JOIN commission_entries e ON e.commission_id = c.id WHERE c.id = $1",
      [one.commission],
    )
    expect(row).toEqual({ ahead: true, entry_ahead: true })
  })

  it('a clock that was set back proposes nothing before the keep', async () => {
    const one = await bought(w)
    await w.owner(`UPDATE clock_offsets SET database_kind = 'test', offset_seconds = 86400`)
    await w.app('SELECT * FROM referral_keep(NULL, ARRAY[$1::uuid])', [one.referral])
    await w.owner('UPDATE clock_offsets SET offset_seconds = 0')
    const [row] = await w.app(
      'SELECT kept_at, winning_claim_id, referrer_id FROM referrals WHERE id = $1',
      [one.referral],
    )
    const again = w.owner(
      `INSERT INTO commissions SELECT gen_random_uuid(), organization_id, referral_id, kept_at, referrer_id, clock(), 1, policy_id, currency, snapshot, trace FROM commissions WHERE referral_id = $1`,
      [one.referral],
    )
    expect(row?.kept_at).toBeInstanceOf(Date)
    expect(await refusalOf(again)).toBe('commissions_after_kept')
  })

  it('the application’s role cannot move the clock, and a live database has none to move', async () => {
    expect(await refusalOf(w.app('UPDATE clock_offsets SET offset_seconds = 1'))).toBe(
      'permission denied for table clock_offsets',
    )
    expect(
      await refusalOf(
        w.owner(`UPDATE clock_offsets SET database_kind = 'live', offset_seconds = 5`),
      ),
    ).toBe('clock_offsets_live_is_real')
  })
})
