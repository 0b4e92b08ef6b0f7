import { beforeAll, describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import type { Actor } from '#server/domain/actor.ts'
import type { ItemResult } from '#server/domain/fact/batch.ts'
import { rollupDifferences } from '#server/reports/rollup-differences.ts'
import { recordCustomers } from '../customer/record-customers.ts'
import { recordExperiences } from './record-experiences.ts'

const pool = ownerPool()
const now = new Date('2026-11-20T08:00:00Z')
const source = 'pms'
let business: TestBusiness
let actor: Actor

async function newBusiness(): Promise<TestBusiness> {
  const made = await makeBusiness(pool)
  const items = ['a', 'b'].map((externalId) => ({ source, externalId, name: `客人${externalId}` }))
  await recordCustomers(await made.actor('owner'), { items }, now)
  return made
}

beforeAll(async () => {
  business = await newBusiness()
  actor = await business.actor('marketing')
})

function item(externalId: string, given: Record<string, unknown> = {}) {
  const customer = { source, externalId: 'a' }
  const occurredAt = '2026-11-01T02:00:00Z'
  return { source, externalId, customer, occurredAt, moment: 'lobby', score: 3, ...given }
}

async function outcomes(items: unknown[], options: object = {}) {
  const results = await recordExperiences(actor, { items, ...options }, now)
  return results.map((result) => result.outcome)
}

function codes(results: ItemResult[]) {
  return results.map(({ problems }) => problems?.map(({ field, code }) => `${field}: ${code}`))
}

async function countOf(table: string, organizationId = business.id): Promise<number> {
  const { rows } = await pool.query(
    `SELECT count(*)::int AS count FROM ${table} WHERE organization_id = $1`,
    [organizationId],
  )
  return rows[0].count
}

describe('recordExperiences', () => {
  test('the same item again is the same; other content is changed, and skipped', async () => {
    expect(await outcomes([item('e1')])).toEqual(['new'])
    expect(await outcomes([item('e1')])).toEqual(['same'])
    expect(await outcomes([item('e1', { moment: 'Entering the LOBBY' })])).toEqual(['same'])
    expect(await outcomes([item('e1', { score: -4 })])).toEqual(['changed'])
    expect(await outcomes([item('e1')])).toEqual(['same'])
  })

  test('a change that is applied replaces the fact, even at another time, and every count follows', async () => {
    await outcomes([item('e2')])
    const moved = item('e2', { occurredAt: '2026-08-01T02:00:00Z', moment: 'departure', score: -5 })
    expect(await outcomes([moved], { applyChanges: true })).toEqual(['changed'])
    expect(await outcomes([moved])).toEqual(['same'])
    expect(await rollupDifferences(jobOf(business.id))).toEqual([])
  })

  test('an external id that belongs to another customer is a conflict and stays where it is', async () => {
    await outcomes([item('e3')])
    const other = item('e3', {
      customer: { source, externalId: 'b' },
      occurredAt: '2026-07-01T00:00:00Z',
    })
    expect(await outcomes([other], { applyChanges: true })).toEqual(['conflict'])
  })

  test('of two items with one external id in a batch the first counts', async () => {
    const twins = [item('e4'), item('e4'), item('e4', { score: -2 })]
    expect(await outcomes(twins)).toEqual(['new', 'same', 'conflict'])
  })

  test('one bad item never loses the others, and each says what is wrong by code', async () => {
    const batch = [
      item('e5'),
      item('e6', {
        customer: { source, externalId: 'nobody' },
        moment: 'nowhere',
        location: 'Mars',
      }),
      item('e7', { occurredAt: '2026-12-24T00:00:00Z' }),
      'not an item',
      item('e8', { score: 9 }),
      item('e9'),
    ]
    const results = await recordExperiences(actor, { items: batch }, now)
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'new',
      'error',
      'error',
      'error',
      'error',
      'new',
    ])
    expect(codes(results)).toEqual([
      undefined,
      ['customer: customer.unknown', 'moment: moment.unknown', 'location: location.unknown'],
      ['occurredAt: date.future'],
      [': invalid'],
      ['score: score.invalid'],
      undefined,
    ])
  })

  test('another organization’s customer is unknown here', async () => {
    const other = await newBusiness()
    const { rows } = await pool.query('SELECT id FROM customers WHERE organization_id = $1', [
      other.id,
    ])
    const results = await recordExperiences(
      actor,
      { items: [item('e10', { customer: { id: rows[0].id } })] },
      now,
    )
    expect(codes(results)).toEqual([['customer: customer.unknown']])
  })

  test('a dry run answers as the real call would and writes nothing', async () => {
    const own = await newBusiness()
    const owner = await own.actor('owner')
    const items = [
      item('e1'),
      item('e1'),
      item('e2', { customer: { source, externalId: 'new' }, moment: 'Spa', location: 'North' }),
      item('e3', { score: 7 }),
    ]
    const batch = { items, createMissing: { customers: true, moments: true, locations: true } }
    const dry = await recordExperiences(owner, { ...batch, dryRun: true }, now)
    for (const table of ['experiences', 'exposures', 'moment_day_deltas'])
      expect(await countOf(table, own.id)).toBe(0)
    expect(await countOf('customers', own.id)).toBe(2)
    expect(await countOf('moments', own.id)).toBe(3)
    const real = await recordExperiences(owner, batch, now)
    expect(dry.map(({ outcome }) => outcome)).toEqual(real.map(({ outcome }) => outcome))
  })

  test('names that are missing are made where the batch says so: moments as candidates, once each', async () => {
    const own = await newBusiness()
    const owner = await own.actor('owner')
    const items = ['Spa', 'spa', 'SPA ', 'Pool'].map((moment, at) =>
      item(`e${at}`, {
        moment,
        location: '北店',
        customer: { source, externalId: `c${at}`, name: '新客' },
      }),
    )
    const createMissing = { customers: true, moments: true, locations: true }
    const results = await recordExperiences(owner, { items, createMissing }, now)
    expect(results.map(({ outcome }) => outcome)).toEqual(['new', 'new', 'new', 'new'])
    const { rows } = await pool.query(
      `SELECT code, moment_no, state FROM moments WHERE organization_id = $1 AND moment_no > 3 ORDER BY moment_no`,
      [own.id],
    )
    expect(rows).toEqual([
      { code: 'Spa', moment_no: 4, state: 'candidate' },
      { code: 'Pool', moment_no: 5, state: 'candidate' },
    ])
    expect(await countOf('customers', own.id)).toBe(6)
    expect(await rollupDifferences(jobOf(own.id))).toEqual([])
  })

  test('finance and auditors record nothing', async () => {
    for (const role of ['finance', 'auditor'] as const) {
      const outsider = await business.actor(role)
      await expect(recordExperiences(outsider, { items: [item('x')] }, now)).rejects.toMatchObject({
        problem: { kind: 'forbidden', permission: 'experience.record' },
      })
    }
  })

  test('staff record at their own location: what they leave out is theirs, another one is refused', async () => {
    const staff = await business.actor('staff', 2)
    const items = [
      item('s1', { location: '西湖店' }),
      item('s2'),
      item('s3', { location: '滨江店' }),
    ]
    const results = await recordExperiences(staff, { items }, now)
    expect(codes(results)).toEqual([['location: location.not-own'], undefined, undefined])
    const { rows } = await pool.query('SELECT location_no FROM experiences WHERE id = ANY ($1)', [
      results.map(({ id }) => id).filter(Boolean),
    ])
    expect(rows).toEqual([{ location_no: 2 }, { location_no: 2 }])
  })

  test('a batch leaves one line in the facts’ chain, with its count and the digest of its ids', async () => {
    const own = await newBusiness()
    await recordExperiences(await own.actor('owner'), { items: [item('e1'), item('e2')] }, now)
    const { rows } = await pool.query(
      `SELECT table_name, op, data FROM audit_lines WHERE organization_id = $1 AND chain = 'facts' ORDER BY seq`,
      [own.id],
    )
    expect(rows.at(-1)).toMatchObject({
      table_name: 'experiences',
      op: 'INSERT',
      data: { count: 2 },
    })
    expect(rows.at(-1).data.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  test('ten who send one external id at once, each with another time, leave one fact', async () => {
    const own = await newBusiness()
    const owner = await own.actor('owner')
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, day) => {
        const items = [item('race', { occurredAt: `2026-0${1 + (day % 9)}-1${day}T00:00:00Z` })]
        return recordExperiences(owner, { items }, now)
      }),
    )
    const counts = answers.flat().map(({ outcome }) => outcome)
    expect(counts.filter((outcome) => outcome === 'new')).toHaveLength(1)
    expect(await countOf('experiences', own.id)).toBe(1)
    expect(await rollupDifferences(jobOf(own.id))).toEqual([])
  })

  test('ten large and small batches that overlap at once count each fact once, without a deadlock', async () => {
    const own = await newBusiness()
    const owner = await own.actor('owner')
    const items = Array.from({ length: 120 }, (_, at) =>
      item(`e${at}`, { customer: { source, externalId: at % 2 ? 'a' : 'b' } }),
    )
    const parts = Array.from({ length: 10 }, (_, at) =>
      at % 2 ? items.toReversed().slice(at) : items.slice(at * 4, at * 4 + 9),
    )
    const answers = await Promise.all(
      parts.map((part) => recordExperiences(owner, { items: part }, now)),
    )
    const fresh = answers.flat().filter(({ outcome }) => outcome === 'new')
    expect(fresh).toHaveLength(new Set(parts.flat().map(({ externalId }) => externalId)).size)
    expect(await countOf('experiences', own.id)).toBe(fresh.length)
    expect(await rollupDifferences(jobOf(own.id))).toEqual([])
  })
})

describe('an exposure', () => {
  test('[row 43] two scores of one customer on one day are two experiences, one customer and one exposure', async () => {
    const own = await newBusiness()
    const owner = await own.actor('owner')
    const items = [
      item('am', { score: 4 }),
      item('pm', { score: -2, occurredAt: '2026-11-01T09:00:00Z' }),
    ]
    expect((await recordExperiences(owner, { items }, now)).map(({ outcome }) => outcome)).toEqual([
      'new',
      'new',
    ])
    const { rows } = await pool.query(
      `SELECT count(*)::int AS experiences, count(DISTINCT customer_id)::int AS customers,
         array_agg(score ORDER BY occurred_at) AS scores FROM experiences WHERE organization_id = $1`,
      [own.id],
    )
    expect(rows).toEqual([{ experiences: 2, customers: 1, scores: [4, -2] }])
    expect(await countOf('exposures', own.id)).toBe(1)
  })

  test('a stay over midnight and a month’s end exposes once, on its first day', async () => {
    const own = await newBusiness()
    const owner = await own.actor('owner')
    const days = ['2026-10-31T15:00:00Z', '2026-10-31T17:00:00Z', '2026-11-02T02:00:00Z']
    for (const [at, occurredAt] of days.entries())
      await recordExperiences(
        owner,
        { items: [item(`n${at}`, { occurredAt, episodeExternalId: 'stay-9' })] },
        now,
      )
    const { rows } = await pool.query(
      'SELECT episode_day::text FROM exposures WHERE organization_id = $1',
      [own.id],
    )
    expect(rows).toEqual([{ episode_day: '2026-10-31' }])
  })

  test('an earlier experience that comes late gives the exposure its time and place', async () => {
    const own = await newBusiness()
    const owner = await own.actor('owner')
    await recordExperiences(owner, { items: [item('late', { location: '滨江店' })] }, now)
    const earlier = item('early', { location: '西湖店', occurredAt: '2026-11-01T01:00:00Z' })
    await recordExperiences(owner, { items: [earlier] }, now)
    const { rows } = await pool.query(
      'SELECT location_no, exposed_at FROM exposures WHERE organization_id = $1',
      [own.id],
    )
    expect(rows).toEqual([{ location_no: 1, exposed_at: new Date('2026-11-01T01:00:00Z') }])
    expect(await rollupDifferences(jobOf(own.id))).toEqual([])
  })

  test.each([
    { zone: 'America/New_York', at: '2026-11-01T04:30:00Z', day: '2026-11-01', why: 'summer time' },
    { zone: 'America/New_York', at: '2026-11-02T04:30:00Z', day: '2026-11-01', why: 'winter time' },
    { zone: 'America/New_York', at: '2026-03-08T04:59:00Z', day: '2026-03-07', why: 'winter time' },
    { zone: 'America/New_York', at: '2026-03-09T04:00:00Z', day: '2026-03-09', why: 'summer time' },
    {
      zone: 'Asia/Shanghai',
      at: '2026-02-28T16:00:00Z',
      day: '2026-03-01',
      why: 'eight hours ahead',
    },
    {
      zone: 'Pacific/Chatham',
      at: '2026-04-04T13:59:00Z',
      day: '2026-04-05',
      why: 'ahead by 12:45',
    },
  ])(
    'lies on the business day of the organization’s zone: $at in $zone is $day ($why)',
    async ({ zone, at, day }) => {
      const own = await newBusiness()
      await pool.query('UPDATE organizations SET time_zone = $2 WHERE id = $1', [own.id, zone])
      await recordExperiences(
        await own.actor('owner'),
        { items: [item('e', { occurredAt: at })] },
        now,
      )
      const { rows } = await pool.query(
        'SELECT episode_day::text AS day FROM exposures WHERE organization_id = $1',
        [own.id],
      )
      const shown = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(at))
      expect([rows[0].day, shown]).toEqual([day, day])
    },
  )
})

function jobOf(organizationId: string): Actor {
  return { kind: 'job', organizationId, job: 'test', requestId: '' }
}
