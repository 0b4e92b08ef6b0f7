import { beforeAll, describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import type { MemberActor } from '#server/domain/actor.ts'
import { recordCustomers } from '../customer/record-customers.ts'
import { recordExperiences } from '../experience/record-experiences.ts'
import { answerWorthIt } from './answer-worth-it.ts'

const now = new Date('2026-11-20T04:00:00Z')
const left = new Date('2026-11-18T04:00:00Z')
const pool = ownerPool()

let business: TestBusiness
let staff: MemberActor

function answer(customer: string, isWorthIt: boolean, more: object = {}) {
  return {
    source: 'desk',
    externalId: `answer-${customer}`,
    customer: { source: 'pms', externalId: customer },
    occurredAt: left,
    isWorthIt,
    ...more,
  }
}

beforeAll(async () => {
  business = await makeBusiness(pool)
  staff = await business.actor('staff', 1)
  const owner = await business.actor('owner')
  const names = ['named', 'daily', 'twice', 'batch', 'audited']
  const items = names.map((name) => ({ source: 'pms', externalId: name, name }))
  await recordCustomers(owner, { items }, now)
  const stays = names.map((name) => ({
    source: 'pms',
    externalId: `stay-${name}`,
    customer: { source: 'pms', externalId: name },
    moment: 'departure',
    occurredAt: left,
    ...(name === 'daily' ? {} : { episodeExternalId: `stay-${name}` }),
  }))
  await recordExperiences(owner, { items: stays }, now)
})

describe('was it worth it', () => {
  test('the answer belongs to the run that the business named, or to the customer-day', async () => {
    const answers = [
      answer('named', true, { episodeExternalId: 'stay-named' }),
      answer('daily', false),
    ]
    const results = await answerWorthIt(staff, { answers }, now)
    expect(results.map((result) => result.outcome)).toEqual(['new', 'new'])
    const { rows } = await pool.query(
      'SELECT is_worth_it, episode_day::text, recorded_by FROM episode_answers WHERE organization_id = $1 ORDER BY is_worth_it',
      [business.id],
    )
    expect(rows).toEqual([
      { is_worth_it: false, episode_day: '2026-11-18', recorded_by: staff.userId },
      { is_worth_it: true, episode_day: '2026-11-18', recorded_by: staff.userId },
    ])
  })

  test('the same answer again is the same, another one changes nothing', async () => {
    const once = answer('twice', true, { episodeExternalId: 'stay-twice' })
    const ask = async (item: object) => (await answerWorthIt(staff, { answers: [item] }, now))[0]
    expect((await ask(once))?.outcome).toBe('new')
    expect((await ask(once))?.outcome).toBe('same')
    expect((await ask({ ...once, externalId: 'second' }))?.outcome).toBe('same')
    expect((await ask({ ...once, isWorthIt: false }))?.outcome).toBe('changed')
    const { rows } = await pool.query(
      `SELECT is_worth_it FROM episode_answers a JOIN customers c ON c.id = a.customer_id
       WHERE c.external_id = 'twice' AND a.organization_id = $1`,
      [business.id],
    )
    expect(rows).toEqual([{ is_worth_it: true }])
  })

  test('one bad answer never loses the others', async () => {
    const answers = [
      answer('stranger', true),
      { nonsense: true },
      answer('batch', true, { episodeExternalId: 'never-stayed' }),
      answer('batch', true, { episodeExternalId: 'stay-batch' }),
      answer('batch', false, { episodeExternalId: 'stay-batch', externalId: 'again' }),
    ]
    const results = await answerWorthIt(staff, { answers }, now)
    expect(results.map((result) => result.outcome)).toEqual([
      'error',
      'error',
      'error',
      'new',
      'changed',
    ])
    expect(results[2]?.problems).toEqual([{ field: 'episodeExternalId', code: 'episode.unknown' }])
  })

  test('finance and the auditor are refused', async () => {
    for (const role of ['finance', 'auditor'] as const) {
      const actor = await business.actor(role)
      await expect(answerWorthIt(actor, { answers: [answer('named', true)] }, now)).rejects.toThrow(
        'forbidden',
      )
    }
  })

  test('a batch leaves one line in the audit log, and a replay none', async () => {
    const answers = [answer('audited', true, { episodeExternalId: 'stay-audited' })]
    const lines = async () => {
      const { rows } = await pool.query(
        `SELECT count(*)::int AS count FROM audit_lines WHERE organization_id = $1 AND table_name = 'episode_answers'`,
        [business.id],
      )
      return rows[0].count
    }
    const before = await lines()
    await answerWorthIt(staff, { answers }, now)
    await answerWorthIt(staff, { answers }, now)
    expect((await lines()) - before).toBe(1)
  })
})
