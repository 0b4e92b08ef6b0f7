import { beforeAll, describe, expect, it } from 'vitest'
import {
  act,
  approve,
  draft,
  givePayee,
  kept,
  payable,
  sealPolicy,
  sentBatch,
  settle,
} from './money-steps.ts'
import { makeWorld, refusalOf, type World } from './money-world.ts'

let w: World
beforeAll(async () => {
  w = await makeWorld()
  await sealPolicy(w)
})

const lineOf = async (batch: string) =>
  String((await w.app('SELECT id FROM payout_lines WHERE batch_id = $1', [batch]))[0]?.id)

describe('I3, a frozen batch', () => {
  it('cannot gain, change or lose a line or an entry, even by the owner of the tables', async () => {
    const one = await payable(w)
    const batch = await draft(w)
    await act(w, w.members.finance, 'freeze', batch)
    const line = await lineOf(batch)
    const other = await kept(w)
    await approve(w, w.members.finance, other.entry)
    const payee = await givePayee(w, other.entry)
    expect(
      await refusalOf(
        w.owner(
          `INSERT INTO payout_lines (id, organization_id, batch_id, line_no, payee_id, currency) VALUES (gen_random_uuid(), $1, $2, 9, $3, 'CNY')`,
          [w.org, batch, payee],
        ),
      ),
    ).toBe('batch-not-draft')
    expect(
      await refusalOf(
        w.owner(
          `INSERT INTO payout_line_entries (organization_id, line_id, entry_id, currency) VALUES ($1, $2, $3, 'CNY')`,
          [w.org, line, other.entry],
        ),
      ),
    ).toBe('batch-not-draft')
    expect(
      await refusalOf(w.owner('UPDATE payout_lines SET line_no = 2 WHERE id = $1', [line])),
    ).toBe('append-only')
    expect(await refusalOf(w.owner('DELETE FROM payout_lines WHERE id = $1', [line]))).toBe(
      'append-only',
    )
    expect(
      await refusalOf(w.owner('DELETE FROM payout_line_entries WHERE line_id = $1', [line])),
    ).toBe('append-only')
    expect(
      await refusalOf(
        w.owner('UPDATE payout_line_entries SET freed_at = now() WHERE line_id = $1', [line]),
      ),
    ).toBe('line-still-live')
    expect(
      await refusalOf(
        w.owner('UPDATE payout_line_entries SET entry_id = $2 WHERE entry_id = $1', [
          one.entry,
          other.entry,
        ]),
      ),
    ).toBe('append-only')
    await act(w, w.members.finance, 'cancel', batch)
  })

  it('is only read by the application’s role', async () => {
    for (const table of [
      'payout_batches',
      'payout_lines',
      'payout_line_entries',
      'payout_attempts',
      'commission_entries',
      'ledger_entries',
      'referrals',
    ]) {
      expect(await refusalOf(w.app(`DELETE FROM ${table}`))).toBe(
        `permission denied for table ${table}`,
      )
      expect(await refusalOf(w.app(`UPDATE ${table} SET organization_id = organization_id`))).toBe(
        `permission denied for table ${table}`,
      )
      expect(await refusalOf(w.app(`INSERT INTO ${table} SELECT * FROM ${table}`))).toBe(
        `permission denied for table ${table}`,
      )
    }
  })

  it('an entry is on at most one live line, whoever writes it', async () => {
    const one = await payable(w)
    const batch = await draft(w)
    const payee = await givePayee(w, one.entry)
    const other = await w.owner(
      `WITH b AS (INSERT INTO payout_batches (id, organization_id, batch_no, currency, drafted_by_id, drafted_at) VALUES (gen_random_uuid(), $1, 900, 'CNY', $2, now()) RETURNING id)
       SELECT id FROM b`,
      [w.org, w.members.finance.id],
    )
    const [line] = await w.owner(
      `INSERT INTO payout_lines (id, organization_id, batch_id, line_no, payee_id, currency) VALUES (gen_random_uuid(), $1, $2, 1, $3, 'CNY') RETURNING id`,
      [w.org, other[0]?.id, payee],
    )
    const twice = w.owner(
      `INSERT INTO payout_line_entries (organization_id, line_id, entry_id, currency) VALUES ($1, $2, $3, 'CNY')`,
      [w.org, line?.id, one.entry],
    )
    expect(await refusalOf(twice)).toBe('payout_line_entries_one_live')
    await act(w, w.members.finance, 'cancel', batch)
  })

  it('of two drafts at once, each entry is in one', async () => {
    await payable(w)
    const answers = await Promise.all([
      draft(w).catch(refused),
      draft(w, w.members.finance2).catch(refused),
    ])
    expect(answers.filter((answer) => answer === 'nothing-to-pay')).toHaveLength(1)
    const [row] = await w.app(
      'SELECT max(n)::int AS most FROM (SELECT count(*) AS n FROM payout_line_entries WHERE freed_at IS NULL GROUP BY entry_id) x',
    )
    expect(row?.most).toBe(1)
    for (const answer of answers)
      if (answer !== 'nothing-to-pay') await act(w, w.members.finance, 'cancel', answer)
  })

  it('never carries an entry that is not approved, or somebody else’s', async () => {
    const mine = await payable(w)
    const proposed = await kept(w)
    const stranger = await payable(w)
    const batch = await draft(w)
    const [line] = await w.app(
      'SELECT l.id FROM payout_lines l JOIN payees y ON y.id = l.payee_id WHERE l.batch_id = $1 AND y.customer_id = $2',
      [batch, mine.referrer],
    )
    const put = (entry: string) =>
      w.owner(
        `INSERT INTO payout_line_entries (organization_id, line_id, entry_id, currency) VALUES ($1, $2, $3, 'CNY')`,
        [w.org, line?.id, entry],
      )
    expect(await refusalOf(put(proposed.entry))).toBe('entry-not-payable')
    expect(await refusalOf(put(stranger.entry))).toBe('entry-not-payable')
    await act(w, w.members.finance, 'cancel', batch)
  })

  it('frees its entries when cancelled, once, and a new batch may carry them', async () => {
    const again = await draft(w)
    await act(w, w.members.finance, 'cancel', again)
    const [row] = await w.app(
      'SELECT count(*)::int AS live FROM payout_line_entries WHERE freed_at IS NULL',
    )
    expect(row?.live).toBe(0)
    expect(await refusalOf(w.owner('UPDATE payout_line_entries SET freed_at = NULL'))).toBe(
      'transition-refused',
    )
    const last = await draft(w)
    expect(
      (await w.app('SELECT 1 FROM payout_lines WHERE batch_id = $1', [last])).length,
    ).toBeGreaterThan(0)
    await act(w, w.members.finance, 'cancel', last)
  })
})

describe('I4 and I2, attempts', () => {
  it('at most one live attempt per line, its amount that of the line', async () => {
    await payable(w)
    const { batch, line } = await sentBatch(w)
    const insert = (minor: number) =>
      w.owner(
        `INSERT INTO payout_attempts (id, organization_id, line_id, attempt_no, reference, amount_minor, currency, rail, claimed_by_id, claimed_at)
         SELECT gen_random_uuid(), organization_id, line_id, 2, 'again' || $2, $2::bigint, 'CNY', 'bank-csv', claimed_by_id, now() FROM payout_attempts WHERE line_id = $1`,
        [line, minor],
      )
    const [attempt] = await w.app(
      'SELECT amount_minor::int AS minor FROM payout_attempts WHERE line_id = $1',
      [line],
    )
    expect(await refusalOf(insert(Number(attempt?.minor)))).toBe('payout_attempts_one_live')
    expect(await refusalOf(insert(1))).toBe('attempt-amount-differs')
    expect(await settle(w, w.members.finance, line, 'settled')).toBe('settled')
    expect(await refusalOf(insert(Number(attempt?.minor)))).toBe('payout_attempts_one_live')
    expect(await refusalOf(act(w, w.members.finance, 'cancel', batch))).toBe('transition-refused')
  })

  it('settling twice is once, and what was settled and comes back is owed and payable again', async () => {
    await payable(w)
    const { batch, line } = await sentBatch(w)
    expect(await settle(w, w.members.finance, line, 'settled')).toBe('settled')
    expect(await settle(w, w.members.finance, line, 'settled')).toBe('settled')
    const paid = async () =>
      (
        await w.app(
          'SELECT s.status FROM commission_entry_status s JOIN payout_line_entries x ON x.entry_id = s.entry_id WHERE x.line_id = $1',
          [line],
        )
      )[0]?.status
    expect(await paid()).toBe('settled')
    expect(await settle(w, w.members.finance2, line, 'returned')).toBe('returned')
    expect(await paid()).toBe('approved')
    expect(await refusalOf(settle(w, w.members.finance, line, 'settled'))).toBe(
      'transition-refused',
    )
    const kinds = await w.app(
      'SELECT l.kind FROM ledger_entries l JOIN payout_attempts a ON a.id = l.attempt_id WHERE a.line_id = $1 ORDER BY l.recorded_at',
      [line],
    )
    expect(kinds.map((row) => row.kind)).toEqual(['settle', 'return'])
    const [row] = await w.app('SELECT state FROM payout_batches WHERE id = $1', [batch])
    expect(row?.state).toBe('reconciled')
    const again = await sentBatch(w)
    expect(await settle(w, w.members.finance, again.line, 'settled')).toBe('settled')
  })

  it('a line whose entries were freed is never paid again', async () => {
    await payable(w)
    const { line } = await sentBatch(w)
    await settle(w, w.members.finance, line, 'refused')
    const again = w.owner(
      `INSERT INTO payout_attempts (id, organization_id, line_id, attempt_no, reference, amount_minor, currency, rail, claimed_by_id, claimed_at)
       SELECT gen_random_uuid(), organization_id, line_id, 2, gen_random_uuid()::text, amount_minor, 'CNY', 'bank-csv', claimed_by_id, now() FROM payout_attempts WHERE line_id = $1`,
      [line],
    )
    expect(await refusalOf(again)).toMatch(/^(line-freed|batch-not-released)$/)
  })

  it('the file is given only after its attempts were committed as sent', async () => {
    await payable(w)
    const batch = await draft(w)
    const file = () =>
      w.app('SELECT reference FROM payout_file($1, $2)', [w.members.finance.token, batch])
    expect(await refusalOf(file())).toBe('batch-not-released')
    await act(w, w.members.finance, 'freeze', batch)
    await act(w, w.members.owner, 'release', batch)
    expect(await refusalOf(file())).toBe('batch-not-released')
    await act(w, w.members.finance, 'claim', batch)
    expect(await refusalOf(file())).toBe('batch-not-released')
    await act(w, w.members.finance, 'mark_sent', batch)
    const first = await file()
    await act(w, w.members.finance, 'claim', batch)
    await act(w, w.members.finance, 'mark_sent', batch)
    expect(await file()).toEqual(first)
  })
})

function refused(error: { message: string }): string {
  return error.message
}
