import { beforeAll, describe, expect, test } from 'vitest'
import { openPhone } from '#server/db/phone.ts'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import type { Actor } from '#server/domain/actor.ts'
import { recordExperiences } from '../experience/record-experiences.ts'
import { recordCustomers } from './record-customers.ts'

const pool = ownerPool()
const now = new Date('2026-11-20T08:00:00Z')
const source = 'pms'
let business: TestBusiness
let actor: Actor

beforeAll(async () => {
  business = await makeBusiness(pool)
  actor = await business.actor('marketing')
})

async function record(items: unknown[], options: object = {}) {
  return recordCustomers(actor, { items, ...options }, now)
}

async function outcomes(items: unknown[], options: object = {}) {
  return (await record(items, options)).map(({ outcome }) => outcome)
}

async function stored(externalId: string, organizationId = business.id) {
  const { rows } = await pool.query(
    'SELECT * FROM customers WHERE organization_id = $1 AND external_id = $2',
    [organizationId, externalId],
  )
  return rows[0]
}

describe('recordCustomers', () => {
  test('a customer again is the same; a change is skipped unless it is to be applied', async () => {
    const customer = { source, externalId: 'c1', name: '单小明', phone: '138 0013 8000' }
    const renamed = { ...customer, name: '单大明' }
    expect(await outcomes([customer, customer])).toEqual(['new', 'same'])
    expect(await outcomes([{ ...customer, phone: '+8613800138000' }])).toEqual(['same'])
    expect(await outcomes([renamed])).toEqual(['changed'])
    expect(await stored('c1')).toMatchObject({ name: '单小明' })
    expect(await outcomes([renamed], { applyChanges: true })).toEqual(['changed'])
    expect(await stored('c1')).toMatchObject({ name: '单大明', name_pinyin: 'shan da ming' })
  })

  test.each([
    { name: '欧阳静', pinyin: 'ou yang jing', initials: 'oyj' },
    { name: '曾伟', pinyin: 'zeng wei', initials: 'zw' },
    { name: 'Anna Lee', pinyin: 'anna lee', initials: 'al' },
    { name: '王 (VIP)', pinyin: 'wang (vip)', initials: 'w(' },
  ])('$name is found as $pinyin and $initials', async ({ name, pinyin, initials }) => {
    await record([{ source, externalId: name, name }])
    expect(await stored(name)).toMatchObject({ name_pinyin: pinyin, name_initials: initials })
  })

  test('a phone is kept sealed, with its last four digits and an index that tells nobody the number', async () => {
    const other = await makeBusiness(pool)
    const customer = { source, externalId: 'c2', name: '何九', phone: '13912345678' }
    await record([customer])
    await recordCustomers(await other.actor('owner'), { items: [customer] }, now)
    const [here, there] = [await stored('c2'), await stored('c2', other.id)]
    expect(here.phone_last4).toBe('5678')
    expect(here.phone_cipher.toString('latin1')).not.toContain('13912345678')
    expect(openPhone(here.id, here.phone_cipher)).toBe('+8613912345678')
    expect(() => openPhone(there.id, here.phone_cipher)).toThrow()
    expect(here.phone_hash.equals(there.phone_hash)).toBe(false)
    expect(here.id).not.toBe(there.id)
  })

  test('a wrong number is refused by code, and loses no other item', async () => {
    const items = [
      { source, externalId: 'c3', name: '甲', phone: 'ask' },
      { source, externalId: 'c4', name: '乙' },
    ]
    expect(await record(items)).toMatchObject([
      { outcome: 'error', problems: [{ field: 'phone', code: 'phone.invalid' }] },
      { outcome: 'new' },
    ])
  })

  test('whom only a fact has named is filled in by the first who describes them', async () => {
    const experience = {
      source,
      externalId: 'e1',
      customer: { source, externalId: 'c5' },
      occurredAt: now,
    }
    await recordExperiences(actor, { items: [experience], createMissing: { customers: true } }, now)
    expect(await stored('c5')).toMatchObject({ name: 'c5' })
    const described = { source, externalId: 'c5', name: '丁香' }
    expect(await outcomes([described])).toEqual(['changed'])
    expect(await stored('c5')).toMatchObject({ name: '丁香', name_pinyin: 'ding xiang' })
    expect(await outcomes([described])).toEqual(['same'])
  })

  test('another name of a known customer, and one who was merged, answer with the one who is left', async () => {
    await record([
      { source, externalId: 'kept', name: '留下' },
      { source, externalId: 'gone', name: '并入' },
    ])
    const [kept, gone] = [await stored('kept'), await stored('gone')]
    await pool.query('UPDATE customers SET merged_into_id = $2 WHERE id = $1', [gone.id, kept.id])
    await pool.query(
      `INSERT INTO customer_aliases (organization_id, source, external_id, customer_id) VALUES ($1, 'crm', '77', $2)`,
      [business.id, kept.id],
    )
    const items = [
      { source, externalId: 'gone', name: '又名' },
      { source: 'crm', externalId: '77', name: '又名' },
    ]
    expect(await record(items)).toEqual([
      { outcome: 'same', id: kept.id },
      { outcome: 'same', id: kept.id },
    ])
    const facts = ['gone', '77'].map((externalId, at) => {
      const customer = { source: at === 0 ? source : 'crm', externalId }
      return { source, externalId: `of-${externalId}`, customer, occurredAt: now }
    })
    await recordExperiences(actor, { items: facts }, now)
    const { rows } = await pool.query(
      'SELECT count(*)::int AS n FROM experiences WHERE customer_id = $1',
      [kept.id],
    )
    expect(rows).toEqual([{ n: 2 }])
  })

  test('finance and auditors record no customer', async () => {
    for (const role of ['finance', 'auditor'] as const)
      await expect(
        recordCustomers(await business.actor(role), { items: [] }, now),
      ).rejects.toMatchObject({ problem: { kind: 'forbidden', permission: 'customer.record' } })
  })

  test('more than ten thousand at once are refused whole', async () => {
    await expect(record(Array(10_001).fill({}))).rejects.toMatchObject({
      problem: { kind: 'invalid', problems: [{ field: 'items', code: 'too-big' }] },
    })
  })
})
