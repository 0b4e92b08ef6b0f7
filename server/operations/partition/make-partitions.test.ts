import { describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness } from '#server/db/test-people.ts'
import type { Actor } from '#server/domain/actor.ts'
import { recordExperiences } from '../experience/record-experiences.ts'
import { makePartitions } from './make-partitions.ts'

const pool = ownerPool()
const clock: Actor = {
  kind: 'job',
  organizationId: '00000000-0000-0000-0000-000000000000',
  job: 'test',
  requestId: '',
}

describe('makePartitions', () => {
  test('makes this month and the two after it, once, over a year’s end too', async () => {
    const now = new Date('2031-11-20T00:00:00Z')
    expect(await makePartitions(clock, now)).toEqual({ made: 6, strays: 0 })
    expect(await makePartitions(clock, now)).toEqual({ made: 0, strays: 0 })
    const { rows } = await pool.query(
      `SELECT relname FROM pg_class WHERE relname ~ '^experiences_203' AND relkind = 'r' ORDER BY relname`,
    )
    expect(rows.map((row) => row.relname)).toEqual([
      'experiences_203111',
      'experiences_203112',
      'experiences_203201',
    ])
  })

  test('facts of an old month make its partition as they come in: nothing lies in the default one', async () => {
    const business = await makeBusiness(pool)
    const item = { source: 'pms', externalId: 'e', customer: { source: 'pms', externalId: 'c' } }
    const items = ['1987-05-31T23:59:00Z', '1987-06-01T00:00:00Z'].map((occurredAt, at) => ({
      ...item,
      externalId: `e${at}`,
      occurredAt,
    }))
    const batch = { items, createMissing: { customers: true } }
    const results = await recordExperiences(await business.actor('owner'), batch, new Date())
    expect(results.map(({ outcome }) => outcome)).toEqual(['new', 'new'])
    expect(await makePartitions(clock, new Date())).toMatchObject({ strays: 0 })
  })

  test('facts that found no month are counted, for the alarm', async () => {
    await pool.query(
      `INSERT INTO experiences (customer_id, occurred_at, id, organization_id, moment_no, location_no, source, external_id, episode_id, episode_day, content_hash)
       VALUES (gen_random_uuid(), '1950-01-01', gen_random_uuid(), gen_random_uuid(), 0, 0, 'x', 'x', gen_random_uuid(), '1950-01-01', '\\x00')`,
    )
    expect(await makePartitions(clock, new Date())).toMatchObject({ strays: 1 })
  })

  test('no member makes partitions', async () => {
    const owner = await (await makeBusiness(pool)).actor('owner')
    await expect(makePartitions(owner, new Date())).rejects.toMatchObject({
      problem: { kind: 'forbidden', permission: 'partition.make' },
    })
  })
})
