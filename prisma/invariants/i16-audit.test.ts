import { beforeAll, describe, expect, it } from 'vitest'
import { approve, payable, sealPolicy, sentBatch, settle } from './money-steps.ts'
import { makeWorld, refusalOf, type World } from './money-world.ts'

let w: World
beforeAll(async () => {
  w = await makeWorld()
  await sealPolicy(w)
  await payable(w)
  const { line } = await sentBatch(w)
  await settle(w, w.members.finance, line, 'settled')
})

const breaks = () => w.app('SELECT chain, problem FROM audit_breaks($1)', [w.org])

describe('I16, the audit log of money', () => {
  it('every table that money writes is audited', async () => {
    const bare = await w.owner(
      `SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
         AND c.relname ~ '^(referral_claims|referrals|referral_steps|disclosures|commission|refund_outcomes|ledger|payee|payout)' AND c.relname !~ '_(states|transitions)$'
         AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = c.relname || '_audit' AND t.tgenabled = 'O')`,
    )
    expect(bare).toEqual([])
  })

  it('names the person behind each decision, whatever the caller had set, and no secret', async () => {
    const one = await payable(w)
    const [line] = await w.app(
      `SELECT actor_user_id FROM audit_lines WHERE table_name = 'commission_decisions' AND data ->> 'entry_id' = $1`,
      [one.entry],
    )
    expect(line?.actor_user_id).toBe(w.members.finance.userId)
    const [payee] = await w.app(`SELECT data FROM audit_lines WHERE table_name = 'payees' LIMIT 1`)
    expect(Object.keys(payee?.data as object).toSorted()).toEqual([
      'consent_hash',
      'customer_id',
      'id',
      'organization_id',
      'recorded_at',
      'request_id',
    ])
    const [request] = await w.app(
      `SELECT data FROM audit_lines WHERE table_name = 'payee_requests' LIMIT 1`,
    )
    expect(request?.data).not.toHaveProperty('token_hash')
  })

  it('is whole, and shows a changed word, a deleted line and a swapped time', async () => {
    expect(await breaks()).toEqual([])
    expect(await refusalOf(w.app('DELETE FROM audit_lines'))).toBe(
      'permission denied for table audit_lines',
    )
    expect(await refusalOf(w.owner('DELETE FROM audit_lines'))).toBe('append-only')
    const tamper = async (sql: string) => {
      await w.owner('ALTER TABLE audit_lines DISABLE TRIGGER USER')
      await w.owner(
        `CREATE TABLE before AS SELECT * FROM audit_lines WHERE organization_id = '${w.org}'`,
      )
      await w.owner(sql)
      const found = await breaks()
      await w.owner(`DELETE FROM audit_lines WHERE organization_id = '${w.org}'`)
      await w.owner('INSERT INTO audit_lines SELECT * FROM before')
      await w.owner('DROP TABLE before')
      await w.owner('ALTER TABLE audit_lines ENABLE TRIGGER USER')
      return found.length
    }
    const here = `organization_id = '${w.org}' AND chain = 'money'`
    expect(
      await tamper(
        `UPDATE audit_lines SET data = data || '{"amount_minor": 1}' WHERE ${here} AND seq = 5`,
      ),
    ).toBeGreaterThan(0)
    expect(await tamper(`DELETE FROM audit_lines WHERE ${here} AND seq = 7`)).toBeGreaterThan(0)
    expect(
      await tamper(
        `UPDATE audit_lines SET at = at + interval '1 microsecond' WHERE ${here} AND seq = 9`,
      ),
    ).toBeGreaterThan(0)
    expect(
      await tamper(
        `DELETE FROM audit_lines WHERE ${here} AND seq = (SELECT max(seq) FROM audit_lines WHERE ${here})`,
      ),
    ).toBeGreaterThan(0)
    expect(await breaks()).toEqual([])
  })

  it('a reveal of an account and a file taken leave a line', async () => {
    const [payee] = await w.app('SELECT id FROM payees LIMIT 1')
    await w.app('SELECT * FROM payee_reveal($1, $2)', [w.members.owner.token, payee?.id])
    expect(
      await refusalOf(
        w.app('SELECT * FROM payee_reveal($1, $2)', [w.members.marketing.token, payee?.id]),
      ),
    ).toBe('role-not-allowed')
    const lines = await w.app(
      `SELECT actor_user_id FROM audit_lines WHERE chain = 'access' AND table_name = 'payees' AND op = 'REVEAL'`,
    )
    expect(lines).toEqual([{ actor_user_id: w.members.owner.userId }])
  })

  it('a refused act leaves no line', async () => {
    const count = async () =>
      (await w.app(`SELECT count(*)::int AS n FROM audit_lines WHERE chain = 'money'`))[0]?.n
    const one = await payable(w)
    const before = await count()
    expect(await approve(w, w.members.finance2, one.entry)).toBe('entry-already-decided')
    expect(await count()).toBe(before)
  })
})
