import { beforeAll, describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import type { MemberActor } from '#server/domain/actor.ts'
import { locationList } from '#server/reports/location-list.ts'
import { addLocation } from './add-location.ts'
import { closeLocation } from './close-location.ts'
import { renameLocation } from './rename-location.ts'
import { reopenLocation } from './reopen-location.ts'

const pool = ownerPool()
const now = new Date('2026-05-31T08:00:00Z')
let business: TestBusiness
let owner: MemberActor

beforeAll(async () => {
  business = await makeBusiness(pool)
  owner = await business.actor('owner')
})

const refused = { problem: { kind: 'forbidden', permission: 'location.change' } }
const taken = { problem: { kind: 'invalid', problems: [{ field: 'name', code: 'name.taken' }] } }
const nowhere = { problem: { kind: 'not-found', noun: 'location' } }

async function opsOn(locationId: string) {
  const lines = await pool.query(
    `SELECT op FROM audit_lines WHERE organization_id = $1 AND table_name = 'locations'
       AND data::text LIKE '%' || $2 || '%' ORDER BY seq`,
    [business.id, locationId],
  )
  return lines.rows.map((line) => line.op)
}

describe('addLocation', () => {
  test('adds a place under the next number, with a line', async () => {
    const house = await makeBusiness(pool)
    await addLocation(await house.actor('owner'), { name: '机场店' })
    const places = await locationList(await house.actor('staff', 1))
    expect(places.map((place) => [place.locationNo, place.name])).toEqual([
      [1, '西湖店'],
      [2, '滨江店'],
      [3, '机场店'],
    ])
  })

  test('two at the same time get two numbers', async () => {
    const house = await makeBusiness(pool)
    const actor = await house.actor('owner')
    await Promise.all(['甲店', '乙店', '丙店'].map((name) => addLocation(actor, { name })))
    const numbers = (await locationList(actor)).map((place) => place.locationNo)
    expect(numbers).toEqual([1, 2, 3, 4, 5])
  })

  test('the same name twice is refused at its field', async () => {
    await addLocation(owner, { name: '重复店' })
    await expect(addLocation(owner, { name: '重复店' })).rejects.toMatchObject(taken)
  })
})

describe('renameLocation, closeLocation and reopenLocation', () => {
  test('a place takes another name, closes and opens again, each with a line', async () => {
    const { id: locationId } = await addLocation(owner, { name: '老店' })
    await renameLocation(owner, { locationId, name: '新店' })
    await expect(renameLocation(owner, { locationId, name: '西湖店' })).rejects.toMatchObject(taken)
    await closeLocation(owner, { locationId }, now)
    await closeLocation(owner, { locationId }, new Date())
    const closed = (await locationList(owner)).find((place) => place.id === locationId)
    expect(closed).toMatchObject({ name: '新店', closedAt: now })
    await reopenLocation(owner, { locationId })
    expect(await opsOn(locationId)).toEqual(['INSERT', 'UPDATE', 'UPDATE', 'UPDATE'])
  })

  test("another house's place is not there", async () => {
    const stranger = await (await makeBusiness(pool)).actor('owner')
    const locationId = (await locationList(owner))[0]?.id ?? ''
    await expect(renameLocation(stranger, { locationId, name: '抢' })).rejects.toMatchObject(
      nowhere,
    )
    await expect(closeLocation(stranger, { locationId }, now)).rejects.toMatchObject(nowhere)
    await expect(reopenLocation(stranger, { locationId })).rejects.toMatchObject(nowhere)
  })

  test.each(['finance', 'marketing', 'staff', 'auditor'] as const)(
    '%s is refused',
    async (role) => {
      const actor = await business.actor(role)
      const locationId = (await locationList(actor))[0]?.id ?? ''
      await expect(addLocation(actor, { name: '店' })).rejects.toMatchObject(refused)
      await expect(renameLocation(actor, { locationId, name: '店' })).rejects.toMatchObject(refused)
      await expect(closeLocation(actor, { locationId }, now)).rejects.toMatchObject(refused)
      await expect(reopenLocation(actor, { locationId })).rejects.toMatchObject(refused)
    },
  )
})
