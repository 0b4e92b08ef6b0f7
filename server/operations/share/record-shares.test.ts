import { beforeAll, describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import type { Actor } from '#server/domain/actor.ts'
import { SHARE_CHANNELS } from '#server/domain/share/share-kind.ts'
import { rollupDifferences } from '#server/reports/rollup-differences.ts'
import { recordComplaints } from '../complaint/record-complaints.ts'
import { recordExperiences } from '../experience/record-experiences.ts'
import { recordShares } from './record-shares.ts'

const pool = ownerPool()
const now = new Date('2026-11-20T08:00:00Z')
const source = 'pms'
const createMissing = { customers: true }
let business: TestBusiness
let actor: Actor

beforeAll(async () => {
  business = await makeBusiness(pool)
  actor = await business.actor('owner')
})

function lived(customer: string, given: Record<string, unknown> = {}) {
  const fact = { source, externalId: customer, customer: { source, externalId: customer } }
  return { ...fact, occurredAt: '2026-01-10T02:00:00Z', moment: 'departure', ...given }
}

async function experience(...items: unknown[]) {
  await recordExperiences(actor, { items, createMissing }, now)
}

async function share(...items: Record<string, unknown>[]) {
  const batch = { items: items.map((item) => ({ channel: 'feed', ...item })), createMissing }
  return (await recordShares(actor, batch, now)).map(({ outcome }) => outcome)
}

/** What the counts say of shares and complaints, as text. */
async function counted(customer: string): Promise<string[]> {
  const { rows } = await pool.query(
    `SELECT concat_ws(' ', day, moment_no, location_no, kind, channel, valence, lag_days, sum(outcome_count)) AS line
     FROM outcome_day_deltas WHERE organization_id = $1
       AND location_no = (SELECT location_no FROM locations WHERE organization_id = $1 AND name = $2)
     GROUP BY day, moment_no, location_no, kind, channel, valence, lag_days HAVING sum(outcome_count) <> 0 ORDER BY line`,
    [business.id, customer],
  )
  return rows.map(({ line }) => line)
}

/** Each case counts at a place of its own. */
async function place(name: string): Promise<string> {
  await pool.query(
    `INSERT INTO locations (id, organization_id, location_no, name)
     SELECT gen_random_uuid(), $1, max(location_no) + 1, $2 FROM locations WHERE organization_id = $1`,
    [business.id, name],
  )
  const { rows } = await pool.query(
    'SELECT location_no FROM locations WHERE organization_id = $1 AND name = $2',
    [business.id, name],
  )
  return rows[0].location_no
}

async function marks(customer: string) {
  const { rows } = await pool.query(
    `SELECT e.moment_no, e.shared_at, e.complained_at, e.complaint_channel FROM exposures e JOIN customers c ON c.id = e.customer_id
     WHERE e.organization_id = $1 AND c.external_id = $2 ORDER BY e.exposed_at`,
    [business.id, customer],
  )
  return rows
}

describe('recordShares', () => {
  test('[row 14] photo, feed, group, one-to-one, review and in person are each a share of the moment', async () => {
    expect(SHARE_CHANNELS).toEqual(['photo', 'feed', 'group', 'one-to-one', 'review', 'in-person'])
    const no = await place('kinds')
    await experience(...SHARE_CHANNELS.map((channel) => lived(channel, { location: 'kinds' })))
    const items = SHARE_CHANNELS.map((channel) =>
      lived(channel, { channel, occurredAt: '2026-01-11T02:00:00Z' }),
    )
    expect(new Set(await share(...items))).toEqual(new Set(['new']))
    expect(await counted('kinds')).toEqual(
      SHARE_CHANNELS.toSorted().map((channel) => `2026-01-10 2 ${no} share ${channel} 1 7 1`),
    )
    expect(await share({ ...lived('photo'), channel: 'fax' })).toEqual(['error'])
  })

  test.each([
    { days: 7, lag: 7 },
    { days: 7.01, lag: 14 },
    { days: 30, lag: 30 },
    { days: 90, lag: 90 },
    { days: 100, lag: 365 },
  ])(
    'a share $days days after its exposure counts on the exposure’s day with lag $lag',
    async ({ days, lag }) => {
      const name = `lag-${days}`
      const no = await place(name)
      await experience(lived(name, { location: name }))
      const at = new Date(Date.parse('2026-01-10T02:00:00Z') + days * 86_400_000)
      await share(lived(name, { occurredAt: at }))
      expect(await counted(name)).toEqual([`2026-01-10 2 ${no} share feed 1 ${lag} 1`])
    },
  )

  test('a second share of the same exposure is a fact, and counts no second time', async () => {
    const no = await place('twice')
    await experience(lived('twice', { location: 'twice' }))
    const again = { externalId: 'twice-2', occurredAt: '2026-01-12T02:00:00Z' }
    await share(lived('twice', { occurredAt: '2026-01-13T02:00:00Z' }), lived('twice', again))
    expect(await counted('twice')).toEqual([`2026-01-10 2 ${no} share feed 1 7 1`])
    expect(await marks('twice')).toMatchObject([{ shared_at: new Date('2026-01-12T02:00:00Z') }])
  })

  test('a share that names no moment, or one that was not lived through, is a row of its own on its own day', async () => {
    const no = await place('alone')
    await experience(lived('alone', { location: 'alone' }))
    const at = { occurredAt: '2026-01-11T17:00:00Z', location: 'alone' }
    await share(
      lived('alone', { ...at, moment: null }),
      lived('alone', { ...at, externalId: 'alone-2', moment: 'lobby' }),
    )
    expect(await counted('alone')).toEqual([
      `2026-01-12 0 ${no} share feed 1 -1 1`,
      `2026-01-12 1 ${no} share feed 1 -1 1`,
    ])
    expect(await marks('alone')).toMatchObject([{ shared_at: null }])
  })

  test('a share whose experience comes later attaches when it comes', async () => {
    const no = await place('late')
    await share(lived('late', { occurredAt: '2026-01-20T02:00:00Z', location: 'late' }))
    expect(await counted('late')).toEqual([`2026-01-20 2 ${no} share feed 1 -1 1`])
    await experience(lived('late', { location: 'late' }))
    expect(await counted('late')).toEqual([`2026-01-10 2 ${no} share feed 1 14 1`])
  })

  test('a post of one instant about an unnamed moment belongs to its own experience: the airline file', async () => {
    const no = await place('post')
    const post = { location: 'post', moment: null }
    await experience(lived('post', post))
    await share(lived('post', { ...post, channel: 'feed', isPublic: true, reach: 3 }))
    expect(await counted('post')).toEqual([`2026-01-10 0 ${no} share feed 1 7 1`])
  })

  test('a negative public share is a complaint by its channel; a private one is neither', async () => {
    const no = await place('against')
    await experience(lived('against', { location: 'against' }))
    const bad = { valence: -1, occurredAt: '2026-01-11T02:00:00Z' }
    await share(lived('against', bad))
    expect(await counted('against')).toEqual([])
    await share(
      lived('against', { ...bad, externalId: 'against-2', isPublic: true, channel: 'review' }),
    )
    expect(await counted('against')).toEqual([`2026-01-10 2 ${no} complaint review -1 7 1`])
    expect(await marks('against')).toMatchObject([{ shared_at: null, complaint_channel: 'review' }])
  })

  test('one exposure may be shared and complained about: one of each', async () => {
    const no = await place('both')
    await experience(lived('both', { location: 'both' }))
    const at = { occurredAt: '2026-01-11T02:00:00Z' }
    await share(lived('both', at))
    await recordComplaints(actor, { items: [lived('both', at)] }, now)
    expect(await counted('both')).toEqual([
      `2026-01-10 2 ${no} complaint direct -1 7 1`,
      `2026-01-10 2 ${no} share feed 1 7 1`,
    ])
  })

  test('a share that names its episode marks that one, though a later one came before the share', async () => {
    await experience(
      lived('stays', { externalId: 'stays-1', episodeExternalId: 'first' }),
      lived('stays', {
        externalId: 'stays-2',
        episodeExternalId: 'second',
        occurredAt: '2026-02-10T02:00:00Z',
      }),
    )
    await share(lived('stays', { episodeExternalId: 'first', occurredAt: '2026-03-01T02:00:00Z' }))
    expect(await marks('stays')).toMatchObject([
      { shared_at: new Date('2026-03-01T02:00:00Z') },
      { shared_at: null },
    ])
  })

  test('an experience and its share that arrive at the same time never miss each other', async () => {
    const people = Array.from({ length: 12 }, (_, at) => `race-${at}`)
    await Promise.all(
      people.flatMap((person) => [
        experience(lived(person)),
        share(lived(person, { occurredAt: '2026-01-11T02:00:00Z' })),
      ]),
    )
    for (const person of people)
      expect(await marks(person)).toMatchObject([{ shared_at: new Date('2026-01-11T02:00:00Z') }])
  })

  test('the same share from another customer is a conflict', async () => {
    await experience(lived('owner-of-share'))
    await share(lived('owner-of-share'))
    const stranger = { ...lived('stranger'), externalId: 'owner-of-share' }
    expect(await share(stranger)).toEqual(['conflict'])
  })

  test('finance records no share', async () => {
    const finance = await business.actor('finance')
    await expect(recordShares(finance, { items: [] }, now)).rejects.toMatchObject({
      problem: { kind: 'forbidden', permission: 'share.record' },
    })
  })

  test('after all of this every count is what the facts say', async () => {
    const job: Actor = { kind: 'job', organizationId: business.id, job: 'test', requestId: '' }
    expect(await rollupDifferences(job)).toEqual([])
  })
})
