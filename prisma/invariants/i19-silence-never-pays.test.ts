import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { approve, bought, kept, payable, sealPolicy } from './money-steps.ts'
import { makeWorld, refusalOf, type World } from './money-world.ts'

let w: World
beforeAll(async () => {
  w = await makeWorld()
  await sealPolicy(w)
})

/** What the application's role may call without a session; each writes facts, or goes one of the two arrows of a job. */
const WITHOUT_SESSION = [
  'commission_propose',
  'disclosure_record',
  'payee_submit',
  'referral_advance',
  'referral_claim',
  'referral_keep',
  'referrals_follow_orders',
  'referrals_take_back',
]
const OF_MONEY =
  /^(referral|commission|payout|payee|policy|ledger|disclosure|refund|second_approval)/

type Call = {
  name: string
  argument: string | null
  arguments: string
  body: string
  volatile: boolean
}

async function callable(): Promise<Call[]> {
  const rows = await w.owner(
    `SELECT p.proname AS name, p.proargnames[1] AS argument, pg_get_function_identity_arguments(p.oid) AS arguments, p.prosrc AS body, p.provolatile = 'v' AS volatile
     FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND has_function_privilege('zhile_app', p.oid, 'EXECUTE') ORDER BY 1`,
  )
  return rows as Call[]
}

describe('I19, silence never pays', () => {
  it('every function of money takes a session, but the two arrows of a job and what records facts', async () => {
    const free = (await callable())
      .filter((call) => call.volatile && OF_MONEY.test(call.name) && call.argument !== 'p_token')
      .map((call) => call.name)
    const optional = (await callable())
      .filter(
        (call) =>
          call.volatile && call.argument === 'p_token' && /p_token IS NOT NULL/.test(call.body),
      )
      .map((call) => call.name)
    expect([...free, ...optional].toSorted()).toEqual(WITHOUT_SESSION)
  })

  it('called without a live session, every one of them is refused', async () => {
    const guarded = (await callable()).filter(
      (call) =>
        OF_MONEY.test(call.name) &&
        call.argument === 'p_token' &&
        !WITHOUT_SESSION.includes(call.name),
    )
    expect(guarded.length).toBeGreaterThanOrEqual(20)
    for (const call of guarded) {
      const types = call.arguments
        .split(', ')
        .map((argument) => argument.split(' ').slice(1).join(' '))
      for (const token of ['NULL', `'no-such-session'`]) {
        const values = types
          .map((type, i) => (i === 0 ? `${token}::text` : `NULL::${type}`))
          .join(', ')
        expect([call.name, await refusalOf(w.app(`SELECT ${call.name}(${values})`))]).toEqual([
          call.name,
          'session-ended',
        ])
      }
    }
  })

  it('no trigger that the application fires takes an entry further than proposed', async () => {
    const one = await bought(w)
    await w.app('SELECT * FROM referral_keep(NULL, ARRAY[$1::uuid])', [one.referral])
    await w.app('SELECT * FROM referral_keep(NULL, ARRAY[$1::uuid])', [one.referral])
    const rows = await w.app(
      'SELECT s.status FROM commission_entry_status s JOIN commission_entries e ON e.id = s.entry_id JOIN commissions c ON c.id = e.commission_id WHERE c.referral_id = $1',
      [one.referral],
    )
    expect(rows).toEqual([{ status: 'proposed' }])
  })

  it('a job leaves no person’s name on what it did', async () => {
    const one = await bought(w)
    await w.app(
      `SELECT set_config('app.user_id', $2, true), r.* FROM referral_keep(NULL, ARRAY[$1::uuid]) r`,
      [one.referral, w.members.finance.userId],
    )
    const [row] = await w.app(
      `SELECT e.proposed_by_id, a.actor_user_id FROM commission_entries e JOIN commissions c ON c.id = e.commission_id
       JOIN audit_lines a ON a.table_name = 'commission_entries' AND a.data ->> 'id' = e.id::text WHERE c.referral_id = $1`,
      [one.referral],
    )
    expect(row).toEqual({ proposed_by_id: null, actor_user_id: null })
  })
})

describe('I12, one organization never touches another', () => {
  it('another organization’s rows are not found, by any function, and not seen', async () => {
    const other = await makeWorld()
    await sealPolicy(other)
    const theirs = await payable(other)
    expect(await approve(w, w.members.finance, theirs.entry)).toBe('entry-unknown')
    const mine = w.members
    const calls: [string, unknown[]][] = [
      ['SELECT commission_hold($1, $2, $3)', [mine.finance.token, theirs.commission, 'x']],
      [
        'SELECT payee_request($1, $2, $3, $4)',
        [mine.finance.token, randomUUID(), theirs.entry, Buffer.from('x')],
      ],
      ['SELECT payout_freeze($1, $2)', [mine.finance.token, randomUUID()]],
      ['SELECT policy_seal($1, $2)', [mine.owner.token, randomUUID()]],
      ['SELECT referral_void($1, $2, $3)', [mine.owner.token, theirs.referral, 'other']],
      ['SELECT refund_window_set($1, $2, 1)', [mine.owner.token, other.product]],
    ]
    for (const [sql, values] of calls)
      expect(await refusalOf(w.app(sql, values))).toMatch(
        /^(commission|commission-entry|payout|policy|referral|product)$/,
      )
    for (const table of [
      'commissions',
      'commission_entries',
      'referrals',
      'payees',
      'ledger_entries',
      'disclosures',
    ])
      expect(
        await w.app(`SELECT id FROM ${table} WHERE organization_id = $1`, [other.org]),
      ).toEqual([])
    expect(
      await w.app('SELECT 1 FROM payable_entries WHERE organization_id = $1', [other.org]),
    ).toEqual([])
  })

  it('rows of two organizations cannot be joined, even by the owner of the tables', async () => {
    const other = await makeWorld()
    await sealPolicy(other)
    const [mine, theirs] = [await kept(w), await kept(other)]
    const hold = w.owner(
      `INSERT INTO commission_holds (id, organization_id, commission_id, reason, opened_by_id, opened_at) VALUES (gen_random_uuid(), $1, $2, 'x', $3, now())`,
      [w.org, theirs.commission, w.members.finance.id],
    )
    expect(await refusalOf(hold)).toBe('commission_holds_organization_id_commission_id_fkey')
    const byStranger = w.owner(
      `INSERT INTO commission_holds (id, organization_id, commission_id, reason, opened_by_id, opened_at) VALUES (gen_random_uuid(), $1, $2, 'x', $3, now())`,
      [w.org, mine.commission, other.members.finance.id],
    )
    expect(await refusalOf(byStranger)).toBe('commission_holds_organization_id_opened_by_id_fkey')
  })

  it('every table of an organization has row-level security', async () => {
    const bare = await w.owner(
      `SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id'
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT c.relrowsecurity`,
    )
    expect(bare).toEqual([])
  })
})
