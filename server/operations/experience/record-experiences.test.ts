import { beforeAll, describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import type { Actor } from '#server/domain/actor.ts'
import { recordCustomers } from '../customer/record-customers.ts'
import { recordExperiences } from './record-experiences.ts'

const pool = ownerPool()
const now = new Date('2026-11-20T08:00:00Z')
let business: TestBusiness
let actor: Actor

beforeAll(async () => {
  business = await makeBusiness(pool)
  actor = await business.actor('marketing')
  await recordCustomers(
    actor,
    {
      items: ['a', 'b', 'c'].map((externalId) => ({
        source: 'pms',
        externalId,
        name: `客人${externalId}`,
      })),
    },
    now,
  )
})

function item(externalId: string, given: Record<string, unknown> = {}) {
  const customer = { source: 'pms', externalId: 'a' }
  return {
    source: 'pms',
    externalId,
    customer,
    occurredAt: '2026-11-01T02:00:00Z',
    moment: 'lobby',
    score: 3,
    ...given,
  }
}

async function outcomes(items: unknown[], options: object = {}) {
  const results = await recordExperiences(actor, { items, ...options }, now)
  return results.map((result) => result.outcome)
}

describe('recordExperiences', () => {
  test('the same item again is the same, another content is changed and skipped', async () => {
    expect(await outcomes([item('e1')])).toEqual(['new'])
    expect(await outcomes([item('e1')])).toEqual(['same'])
    expect(await outcomes([item('e1', { score: -4 })])).toEqual(['changed'])
    expect(await outcomes([item('e1')])).toEqual(['same'])
  })
})
