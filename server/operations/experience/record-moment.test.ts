import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import type { Actor } from '#server/domain/actor.ts'
import { RecordMoment } from '#server/domain/experience/input.ts'
import { rollupDifferences } from '#server/reports/rollup-differences.ts'
import { recordMoment } from './record-moment.ts'

const pool = ownerPool()
const now = new Date()
let business: TestBusiness
let staff: Actor

beforeAll(async () => {
  business = await makeBusiness(pool)
  staff = await business.actor('staff', 1)
})

function tap(given: Record<string, unknown> = {}): RecordMoment {
  const customer = { name: '赵六', phone: null }
  return RecordMoment.parse({
    externalId: randomUUID(),
    customer,
    moment: 'lobby',
    score: 4,
    ...given,
  })
}

async function factsOf(customerId: string) {
  const { rows } = await pool.query(
    `SELECT (SELECT count(*)::int FROM experiences WHERE customer_id = $1) AS experiences,
       (SELECT count(*)::int FROM shares WHERE customer_id = $1) AS shares,
       (SELECT count(*)::int FROM complaints WHERE customer_id = $1) AS complaints`,
    [customerId],
  )
  return rows[0]
}

describe('recordMoment', () => {
  test('one tap records the moment, what the customer told and what they complained about', async () => {
    const { customerId, isRepeated } = await recordMoment(
      staff,
      tap({
        emotion: 'moved',
        share: { channel: 'photo', valence: 1 },
        complaint: { severity: 2 },
      }),
      now,
    )
    expect(isRepeated).toBe(false)
    expect(await factsOf(customerId)).toEqual({ experiences: 1, shares: 1, complaints: 1 })
    const { rows } = await pool.query(
      'SELECT location_no, shared_at, complained_at FROM exposures WHERE customer_id = $1',
      [customerId],
    )
    expect(rows).toEqual([{ location_no: 1, shared_at: now, complained_at: now }])
    const job: Actor = { kind: 'job', organizationId: business.id, job: 'test', requestId: '' }
    expect(await rollupDifferences(job)).toEqual([])
  })

  test('a double tap, even at once, is one fact of one customer', async () => {
    const input = tap({ share: { channel: 'group', valence: 1 } })
    const later = new Date(now.getTime() + 900)
    const answers = await Promise.all([
      recordMoment(staff, input, now),
      recordMoment(staff, input, later),
    ])
    expect(new Set(answers.map(({ customerId }) => customerId)).size).toBe(1)
    expect(answers.map(({ isRepeated }) => isRepeated).toSorted()).toEqual([false, true])
    expect(await factsOf(answers[0]?.customerId ?? '')).toMatchObject({ experiences: 1, shares: 1 })
  })

  test('a new name with a known number is the customer who has it', async () => {
    const phone = '13700001111'
    const first = await recordMoment(staff, tap({ customer: { name: '钱七', phone } }), now)
    const second = await recordMoment(staff, tap({ customer: { name: '七哥', phone } }), now)
    expect(second.customerId).toBe(first.customerId)
  })

  test('staff record at their own location only', async () => {
    await expect(recordMoment(staff, tap({ location: '滨江店' }), now)).rejects.toMatchObject({
      problem: { kind: 'rule-broken', rule: 'own-location-only' },
    })
  })

  test('what is not known is told by field, and nothing is kept of the tap', async () => {
    const phone = '13700002222'
    const unknown = tap({ moment: 'nowhere', customer: { name: '孙八', phone } })
    await expect(recordMoment(staff, unknown, now)).rejects.toMatchObject({
      problem: { kind: 'invalid', problems: [{ field: 'moment', code: 'moment.unknown' }] },
    })
    const { rows } = await pool.query(`SELECT FROM customers WHERE name = '孙八'`)
    expect(rows).toEqual([])
  })

  test('who told them becomes a claim; one that a rule refuses loses nothing else', async () => {
    const teller = await recordMoment(staff, tap(), now)
    const told = await recordMoment(staff, tap({ toldById: teller.customerId }), now)
    expect(told.claim).toMatchObject({ outcome: 'new', rule: null })
    const self = await recordMoment(
      staff,
      tap({ customer: { id: teller.customerId }, toldById: teller.customerId }),
      now,
    )
    expect(self.claim).toMatchObject({ outcome: 'error', rule: 'referral-self' })
    expect(await factsOf(teller.customerId)).toMatchObject({ experiences: 2 })
  })

  test('a moment that is sent later keeps the time of the tap, and a clock that runs ahead is not believed', async () => {
    const tappedAt = new Date(now.getTime() - 3 * 3_600_000)
    const ahead = new Date(now.getTime() + 3 * 3_600_000)
    for (const [occurredAt, kept] of [
      [tappedAt, tappedAt],
      [ahead, now],
    ]) {
      const input = tap({ occurredAt, customer: { name: randomUUID(), phone: null } })
      const { customerId } = await recordMoment(staff, input, now)
      expect((await recordMoment(staff, input, now)).isRepeated).toBe(true)
      const { rows } = await pool.query(
        'SELECT occurred_at FROM experiences WHERE customer_id = $1',
        [customerId],
      )
      expect(rows).toEqual([{ occurred_at: kept }])
    }
  })

  test('finance and auditors record no moment', async () => {
    for (const role of ['finance', 'auditor'] as const)
      await expect(recordMoment(await business.actor(role), tap(), now)).rejects.toMatchObject({
        problem: { kind: 'forbidden', permission: 'experience.record' },
      })
  })
})
