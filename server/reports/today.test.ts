import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, makeCustomer, type TestBusiness } from '#server/db/test-people.ts'
import { ROLES } from '#server/domain/role.ts'
import { today } from './today.ts'

const pool = ownerPool()
// Half past midnight in Shanghai: most of the world is still in yesterday.
const now = new Date('2026-05-30T16:30:00Z')
let business: TestBusiness

beforeAll(async () => {
  business = await makeBusiness(pool)
  const customerId = await makeCustomer(pool, business.id, { name: '韩梅' })
  const tell = (at: string) =>
    pool.query(
      `INSERT INTO shares (id, organization_id, customer_id, occurred_at, channel, valence, source, external_id, content_hash)
       VALUES ($1, $2, $3, $4, 'feed', 1, 'manual', gen_random_uuid()::text, '\\x00')`,
      [randomUUID(), business.id, customerId, at],
    )
  await tell('2026-05-30T15:59:59Z')
  await tell('2026-05-30T16:00:00Z')
  await tell('2026-05-31T15:59:59Z')
  await tell('2026-05-31T16:00:00Z')
})

describe('today', () => {
  test('counts the business day of the organization, first instant in, last instant out', async () => {
    const answer = await today(await business.actor('owner'), now)
    expect(answer).toEqual({
      experiences: 0,
      shares: 2,
      complaints: 0,
      referrals: 0,
      waiting: [],
      alarms: [],
    })
  })

  test('each role may ask, and another house counts nothing of it', async () => {
    const other = await makeBusiness(pool)
    for (const role of ROLES) {
      expect((await today(await business.actor(role), now)).shares).toBe(2)
      expect((await today(await other.actor(role), now)).shares).toBe(0)
    }
  })

  test('an alarm of the nightly look is told to those who answer for the books, and to nobody else', async () => {
    const alarmed = await makeBusiness(pool)
    await pool.query(
      `INSERT INTO alarms (organization_id, kind, raised_at, checked_at, place_count, first_place) VALUES ($1, 'rollup-differs', $2, $2, 3, 'moment-day 2026-05-30 1 1')`,
      [alarmed.id, now],
    )
    for (const role of ROLES) {
      const { alarms } = await today(await alarmed.actor(role), now)
      expect(alarms.map(({ kind, placeCount }) => ({ kind, placeCount }))).toEqual(
        role === 'owner' || role === 'auditor' ? [{ kind: 'rollup-differs', placeCount: 3 }] : [],
      )
      expect((await today(await business.actor(role), now)).alarms).toEqual([])
    }
  })
})
