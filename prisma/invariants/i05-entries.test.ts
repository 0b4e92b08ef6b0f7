import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { approve, bought, kept, reject, sealPolicy } from './money-steps.ts'
import { makeWorld, refusalOf, type World } from './money-world.ts'

let w: World
beforeEach(async () => {
  w = await makeWorld()
  await sealPolicy(w)
})

const entriesOf = (commission: string) =>
  w.app(
    'SELECT e.id, e.kind, e.amount_minor::int AS minor, s.status FROM commission_entries e JOIN commission_entry_status s ON s.entry_id = e.id WHERE e.commission_id = $1 ORDER BY e.proposed_at',
    [commission],
  )
const insertEntry = (commission: string, kind: string, minor: number) =>
  w.owner(
    `INSERT INTO commission_entries (id, organization_id, commission_id, kind, amount_minor, currency, occurred_at, proposed_at, approvals_required, trace)
     VALUES ($1, $2, $3, $4, $5, 'CNY', now(), now(), 1, '{}') RETURNING id`,
    [randomUUID(), w.org, commission, kind, minor],
  )

describe('I5, entries', () => {
  it('are never changed or deleted, not even by the owner of the tables', async () => {
    const { entry, commission } = await kept(w)
    for (const sql of [
      'UPDATE commission_entries SET amount_minor = 1 WHERE id = $1',
      'DELETE FROM commission_entries WHERE id = $1',
    ])
      expect(await refusalOf(w.owner(sql, [entry]))).toBe('append-only')
    expect(await refusalOf(w.owner('TRUNCATE commission_decisions'))).toBe('append-only')
    expect(
      await refusalOf(
        w.owner(`UPDATE commissions SET snapshot = '{}' WHERE id = $1`, [commission]),
      ),
    ).toBe('append-only')
    await approve(w, w.members.finance, entry)
    expect(await refusalOf(w.owner('DELETE FROM commission_entry_outcomes'))).toBe('append-only')
    expect(await refusalOf(w.owner('UPDATE ledger_entries SET amount_minor = 1'))).toBe(
      'append-only',
    )
  })

  it('have the sign of their kind', async () => {
    const { commission } = await kept(w)
    expect(await refusalOf(insertEntry(commission, 'award', -1))).toBe('commission_entries_sign')
    expect(await refusalOf(insertEntry(commission, 'reversal', 1))).toBe('commission_entries_sign')
    expect(await refusalOf(insertEntry(commission, 'adjustment', 0))).toBe(
      'commission_entries_sign',
    )
    expect(await refusalOf(insertEntry(commission, 'bonus', 1))).toBe('commission_entries_sign')
  })

  it('approved, they add up to no less than nothing and no more than was awarded', async () => {
    const { commission, entry } = await kept(w)
    await approve(w, w.members.finance, entry)
    const [more] = await insertEntry(commission, 'reversal', -10_001)
    expect(await approve(w, w.members.finance, String(more?.id))).toBe('entry-sum-out-of-range')
    await reject(w, w.members.finance, String(more?.id), 'other')
    const [all] = await insertEntry(commission, 'reversal', -10_000)
    expect(await approve(w, w.members.finance, String(all?.id))).toBe('approved')
  })

  it('book themselves: nothing is posted without a cause, twice, or the wrong way', async () => {
    const { entry } = await kept(w)
    const post = (debit: string, credit: string, minor: number) =>
      w.owner(
        `INSERT INTO ledger_entries (id, organization_id, debit_account_id, credit_account_id, amount_minor, currency, kind, entry_id, occurred_at, recorded_at, recorded_by_id)
         VALUES (gen_random_uuid(), $1, ledger_account($1, $2, 'CNY'), ledger_account($1, $3, 'CNY'), $4, 'CNY', 'approve', $5, now(), now(), $6)`,
        [w.org, debit, credit, minor, entry, w.members.finance.id],
      )
    expect(await refusalOf(post('thanks-expense', 'thanks-payable', 10_000))).toBe(
      'posting-without-cause',
    )
    await approve(w, w.members.finance, entry)
    expect(await refusalOf(post('thanks-expense', 'thanks-payable', 10_000))).toBe(
      'ledger_entries_one_per_entry',
    )
    expect(await refusalOf(post('thanks-payable', 'thanks-expense', 10_000))).toBe(
      'posting-without-cause',
    )
    expect(await refusalOf(post('thanks-expense', 'thanks-expense', 10_000))).toMatch(
      /^(posting-without-cause|ledger_entries_two_accounts)$/,
    )
    const balances = await w.app(
      'SELECT code, (debit_minor - credit_minor)::int AS balance FROM ledger_balances ORDER BY code',
    )
    expect(balances).toEqual([
      { code: 'thanks-expense', balance: 10_000 },
      { code: 'thanks-payable', balance: -10_000 },
    ])
  })
})

describe('I6, refunds', () => {
  it('after approval, a refund proposes exactly one reversal, by the rule before less the rule after', async () => {
    const one = await kept(w)
    await approve(w, w.members.finance, one.entry)
    const refund = await w.refund(one.order, 30_000n)
    expect(await entriesOf(one.commission)).toMatchObject([
      { kind: 'award' },
      { kind: 'reversal', minor: -3000, status: 'proposed' },
    ])
    expect(
      await w.app('SELECT outcome FROM refund_outcomes WHERE refund_id = $1', [refund]),
    ).toEqual([{ outcome: 'reversal' }])
    expect(await refusalOf(w.owner('DELETE FROM refunds WHERE id = $1', [refund]))).toBe(
      'refund-has-effect',
    )
    expect(
      await refusalOf(
        w.owner(
          `INSERT INTO refund_outcomes SELECT organization_id, refund_id, 'no-commission', NULL, now() FROM refund_outcomes`,
        ),
      ),
    ).toBe('refund_outcomes_pkey')
  })

  it('refunds in one transaction, or at once over two connections, take back their sum and no more', async () => {
    const one = await kept(w)
    await approve(w, w.members.finance, one.entry)
    const row = (minor: number) =>
      `(gen_random_uuid(), '${w.org}', '${one.order}', clock(), ${minor}, 'CNY', 'test', gen_random_uuid()::text, '\\x00')`
    await w.app(
      `INSERT INTO refunds (id, organization_id, order_id, occurred_at, amount_minor, currency, source, external_id, content_hash) VALUES ${row(10_000)}, ${row(20_000)}`,
    )
    await Promise.all([w.refund(one.order, 30_000n), w.refund(one.order, 40_000n)])
    const entries = await entriesOf(one.commission)
    expect(entries.reduce((sum, entry) => sum + Number(entry.minor), 0)).toBe(0)
    expect(entries.filter((entry) => entry.kind === 'reversal')).toHaveLength(4)
  })

  it('before approval, the award waits; rejected as changed, what is owed now is proposed anew', async () => {
    const one = await kept(w)
    await w.refund(one.order, 40_000n)
    expect(await approve(w, w.members.finance, one.entry)).toBe('reversal-pending')
    const [, reversal] = await entriesOf(one.commission)
    expect(await approve(w, w.members.finance, String(reversal?.id))).toBe('award-undecided')
    expect(await reject(w, w.members.finance, one.entry, 'amount-changed')).toBe('rejected')
    const entries = await entriesOf(one.commission)
    expect(entries).toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
      { kind: 'award', minor: 6000, status: 'proposed' },
    ])
    expect(await approve(w, w.members.finance, String(entries[2]?.id))).toBe('approved')
  })

  it('rejected as changed though nothing changed, an award comes once more and never twice', async () => {
    const one = await kept(w)
    const [second] = await insertEntry(one.commission, 'award', 10_000)
    expect(await reject(w, w.members.finance, one.entry, 'amount-changed')).toBe('rejected')
    expect(await entriesOf(one.commission)).toMatchObject([
      { status: 'rejected' },
      { id: second?.id, status: 'proposed' },
    ])
    expect(await reject(w, w.members.finance, String(second?.id), 'amount-changed')).toBe(
      'rejected',
    )
    expect((await entriesOf(one.commission)).at(-1)).toMatchObject({
      kind: 'award',
      minor: 10_000,
      status: 'proposed',
    })
  })

  it('a refund without effect says why, and one before the keep is in the amount already', async () => {
    const rejected = await kept(w)
    await reject(w, w.members.finance, rejected.entry, 'not-genuine')
    const first = await w.refund(rejected.order, 1000n)
    const early = await bought(w)
    const second = await w.refund(early.order, 50_000n)
    await w.app('SELECT * FROM referral_keep(NULL, ARRAY[$1::uuid])', [early.referral])
    const history = await bought(w, { isHistory: true })
    await w.app('SELECT * FROM referral_keep(NULL, ARRAY[$1::uuid])', [history.referral])
    const third = await w.refund(history.order, 1000n)
    const outcome = async (id: string) =>
      (await w.app('SELECT outcome FROM refund_outcomes WHERE refund_id = $1', [id]))[0]?.outcome
    expect([await outcome(first), await outcome(second), await outcome(third)]).toEqual([
      'award-rejected',
      'before-proposal',
      'no-commission',
    ])
    const [row] = await w.app(
      'SELECT e.amount_minor::int AS minor FROM commission_entries e JOIN commissions c ON c.id = e.commission_id WHERE c.referral_id = $1',
      [early.referral],
    )
    expect(row?.minor).toBe(5000)
  })

  it('the order of a kept referral stays as it was, and a refund in another currency is refused', async () => {
    const one = await kept(w)
    expect(
      await refusalOf(w.app(`UPDATE orders SET delivered_at = now() WHERE id = $1`, [one.order])),
    ).toBe('order-of-kept-referral')
    expect(await refusalOf(w.app('DELETE FROM orders WHERE id = $1', [one.order]))).toBe(
      'referrals_organization_id_order_id_fkey',
    )
    const foreign = w.owner(
      `INSERT INTO refunds (id, organization_id, order_id, occurred_at, amount_minor, currency, source, external_id, content_hash)
       VALUES (gen_random_uuid(), $1, $2, now(), 1, 'USD', 'test', 'usd', '\\x00')`,
      [w.org, one.order],
    )
    expect(await refusalOf(foreign)).toBe('refund-currency-differs')
  })

  it('a refund window is shortened by an owner’s session only', async () => {
    expect(await refusalOf(w.app('UPDATE products SET refund_window_days = 0'))).toBe(
      'permission denied for table products',
    )
    expect(
      await refusalOf(
        w.app('SELECT refund_window_set($1, $2, 0)', [w.members.finance.token, w.product]),
      ),
    ).toBe('role-not-allowed')
  })
})
