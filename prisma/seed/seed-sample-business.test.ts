import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ownerPool } from '#server/db/test-database.ts'
import type { Actor } from '#server/domain/actor.ts'
import { removeOrganization } from '#server/operations/organization/remove-organization.ts'
import { rollupDifferences } from '#server/reports/rollup-differences.ts'
import { isSampleComplete, seedSampleBusiness } from './seed-sample-business.ts'

const owner = ownerPool()
const today = new Date('2026-11-20T08:00:00Z')
let hotels = ''
let airlines = ''

const Counts = z.array(z.object({ what: z.string(), count: z.coerce.number() }))

async function counts(sql: string): Promise<Record<string, number>> {
  const { rows } = await owner.query(sql, [hotels])
  return Object.fromEntries(Counts.parse(rows).map(({ what, count }) => [what, count]))
}

/** Every table that knows organizations, with how many rows one of them has. */
async function rowsOf(organizationId: string): Promise<Record<string, number>> {
  const { rows: tables } = await owner.query(
    `SELECT c.oid::regclass::text AS name, a.attname AS key FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = CASE c.relname WHEN 'organizations' THEN 'id' ELSE 'organization_id' END
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`,
  )
  const found: Record<string, number> = {}
  for (const { name, key } of tables) {
    const { rows } = await owner.query(`SELECT count(*)::int AS n FROM ${name} WHERE ${key} = $1`, [
      organizationId,
    ])
    found[name] = rows[0].n
  }
  return found
}

function job(organizationId: string): Actor {
  return { kind: 'job', organizationId, job: 'test', requestId: randomUUID() }
}

async function makeOrganization(name: string, isSample: boolean): Promise<void> {
  await owner.query(
    `INSERT INTO organizations (id, name, time_zone, currency, fact_namespace, is_sample)
     VALUES (gen_random_uuid(), $1, 'UTC', 'CNY', gen_random_uuid(), $2)`,
    [name, isSample],
  )
}

beforeAll(async () => {
  await makeOrganization('what a killed run left', true)
  await seedSampleBusiness({ today, scale: 0.02 })
  const { rows } = await owner.query('SELECT id, name FROM organizations')
  hotels = rows.find(({ name }) => name.includes('Yunqi'))?.id
  airlines = rows.find(({ name }) => name === 'US airlines')?.id
}, 240_000)

describe('seedSampleBusiness', () => {
  it('begins anew where a run was killed half-way', async () => {
    const { rows } = await owner.query('SELECT name FROM organizations ORDER BY name COLLATE "C"')
    expect(rows.map(({ name }) => name)).toEqual(['US airlines', '云栖酒店 / Yunqi Hotels'])
  })

  it('[row 45] makes a hotel group of three places with the 14 moments of the journey', async () => {
    const rows = await rowsOf(hotels)
    expect(rows).toMatchObject({ journeys: 1, moments: 14, locations: 3, products: 4 })
    expect(rows.customers).toBeGreaterThan(350)
    expect(rows.experiences).toBeGreaterThan(3500)
  })

  it('shows every state of a referral', async () => {
    const states = await counts(
      'SELECT state AS what, count(*) FROM referrals WHERE organization_id = $1 GROUP BY 1',
    )
    expect(Object.keys(states).sort()).toEqual(
      ['bought', 'claimed', 'confirmed', 'kept', 'visited', 'void'].sort(),
    )
    const evidence = await counts(
      'SELECT evidence_kind AS what, count(*) FROM referral_claims WHERE organization_id = $1 GROUP BY 1',
    )
    expect(Object.keys(evidence).sort()).toEqual(['asked', 'code', 'link', 'staff'])
    const knowledge = await counts(
      'SELECT knowledge AS what, count(*) FROM referrals WHERE organization_id = $1 GROUP BY 1',
    )
    expect(knowledge.naive).toBeGreaterThan(knowledge.aware ?? 0)
    expect(knowledge.aware).toBeGreaterThan(0)
  })

  it('shows every state of a thank-you, with holds and corrections', async () => {
    const states = await counts(
      `SELECT e.kind || ' ' || s.status AS what, count(*) FROM commission_entry_status s
       JOIN commission_entries e ON e.id = s.entry_id WHERE s.organization_id = $1 GROUP BY 1`,
    )
    expect(Object.keys(states)).toEqual(
      expect.arrayContaining([
        'award proposed',
        'award waiting',
        'award rejected',
        'award approved',
        'award in-batch',
        'award sent',
        'award settled',
        'reversal proposed',
      ]),
    )
    const rows = await owner.query(
      `SELECT (SELECT count(*)::int FROM commission_holds WHERE organization_id = $1 AND closed_at IS NULL) AS holds,
              (SELECT count(*)::int FROM commission_entries e JOIN commission_entry_outcomes o ON o.entry_id = e.id
               WHERE e.organization_id = $1 AND e.kind = 'reversal' AND o.to_state = 'approved') AS reversals`,
      [hotels],
    )
    expect(rows.rows).toEqual([{ holds: 1, reversals: 1 }])
  })

  it('shows every state of a payout, and what banks answer', async () => {
    const batches = await counts(
      'SELECT state AS what, count(*) FROM payout_batches WHERE organization_id = $1 GROUP BY 1',
    )
    expect(Object.keys(batches).sort()).toEqual(['draft', 'frozen', 'reconciled', 'sending'])
    const attempts = await counts(
      'SELECT state AS what, count(*) FROM payout_attempts WHERE organization_id = $1 GROUP BY 1',
    )
    expect(Object.keys(attempts).sort()).toEqual(['refused', 'returned', 'sent', 'settled'])
    const returns = await counts(
      'SELECT kind AS what, count(*) FROM ledger_entries WHERE organization_id = $1 GROUP BY 1',
    )
    expect(returns.return).toBe(1)
    const forms = await owner.query(
      'SELECT count(*)::int AS open FROM payee_requests WHERE organization_id = $1 AND used_at IS NULL AND expires_at > $2',
      [hotels, today],
    )
    expect(forms.rows[0].open).toBeGreaterThan(0)
  })

  it('seals a first version, supersedes it, and leaves a draft', async () => {
    const { rows } = await owner.query(
      `SELECT version_no, sealed_at IS NOT NULL AS sealed, count(c.id) > 0 AS used FROM commission_policies p
       LEFT JOIN commissions c ON c.policy_id = p.id WHERE p.organization_id = $1 GROUP BY 1, 2 ORDER BY 1`,
      [hotels],
    )
    expect(rows).toEqual([
      { version_no: 1, sealed: true, used: true },
      { version_no: 2, sealed: true, used: true },
      { version_no: 3, sealed: false, used: false },
    ])
  })

  it('[row 28] proposes nothing before its referral was kept, and tells nobody before approval', async () => {
    const { rows } = await owner.query(
      `SELECT count(*)::int AS early FROM commissions c JOIN referrals r ON r.id = c.referral_id
       WHERE c.organization_id = $1 AND (c.proposed_at < r.kept_at OR r.kept_at < r.claimed_at)`,
      [hotels],
    )
    expect(rows).toEqual([{ early: 0 }])
  })

  it('records things when they happened: no time of money lies after the day of the sample', async () => {
    const { rows } = await owner.query(
      `SELECT max(at) <= $2::timestamptz + interval '1 hour' AS plausible, min(at) < $2::timestamptz - interval '700 days' AS old
       FROM audit_lines WHERE organization_id = $1`,
      [hotels, today],
    )
    expect(rows).toEqual([{ plausible: true, old: true }])
    const { rows: clocks } = await owner.query(
      'SELECT database_kind, offset_seconds FROM clock_offsets',
    )
    expect(clocks).toEqual([{ database_kind: 'sample', offset_seconds: '0' }])
  })

  it('leaves counts that agree with the facts, unbroken audit chains, and no session', async () => {
    expect(await rollupDifferences(job(hotels))).toEqual([])
    const { rows } = await owner.query('SELECT count(*)::int AS n FROM audit_breaks($1)', [hotels])
    expect(rows).toEqual([{ n: 0 }])
    const sessions = await owner.query('SELECT count(*)::int AS n FROM auth_sessions')
    expect(sessions.rows).toEqual([{ n: 0 }])
  })

  it('changes nothing when it runs again', async () => {
    const before = [await rowsOf(hotels), await rowsOf(airlines)]
    expect(await isSampleComplete()).toBe(true)
    await seedSampleBusiness({ today, scale: 0.02 })
    expect([await rowsOf(hotels), await rowsOf(airlines)]).toEqual(before)
  })

  it('goes without a trace, and never where the organization is no sample', async () => {
    await owner.query('UPDATE organizations SET is_sample = false WHERE id = $1', [hotels])
    await expect(removeOrganization(job(hotels))).rejects.toThrow('not-found')
    await owner.query('UPDATE organizations SET is_sample = true WHERE id = $1', [hotels])

    expect(await removeOrganization(job(hotels))).toBeGreaterThan(10_000)
    expect(Object.entries(await rowsOf(hotels)).filter(([, rows]) => rows > 0)).toEqual([])
    const { rows: resting } = await owner.query(
      `SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'`,
    )
    expect(resting).toEqual([])
    // The owner has a second business still.
    const { rows: people } = await owner.query('SELECT email FROM users')
    expect(people).toEqual([{ email: 'owner@yunqi.example' }])

    await removeOrganization(job(airlines))
    const { rows: left } = await owner.query('SELECT count(*)::int AS n FROM users')
    expect(left).toEqual([{ n: 0 }])
    const { rows: clocks } = await owner.query('SELECT database_kind FROM clock_offsets')
    expect(clocks).toEqual([{ database_kind: 'live' }])
  })

  it('refuses a database in which somebody works', async () => {
    await makeOrganization('a real business', false)
    await expect(seedSampleBusiness({ today, scale: 0.02 })).rejects.toThrow('conflict')
  })
})
