import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import { customerDetail } from '#server/reports/customer-detail.ts'
import { changeCustomer } from './change-customer.ts'
import { createCustomer } from './create-customer.ts'
import { revealPhone } from './reveal-phone.ts'

const pool = ownerPool()
const NOW = new Date('2026-05-31T04:00:00Z')
let business: TestBusiness
let customerId: string

beforeAll(async () => {
  business = await makeBusiness(pool)
  const input = { externalId: randomUUID(), name: '王伟', phone: '13800001234' }
  customerId = (await createCustomer(await business.actor('owner'), input, NOW)).id
})

describe('changeCustomer', () => {
  test('a new name leaves the number as it was', async () => {
    const owner = await business.actor('owner')
    await changeCustomer(owner, { customerId, name: '王韦', phone: null }, NOW)
    expect(await customerDetail(owner, { customerId })).toMatchObject({
      name: '王韦',
      phoneLast4: '1234',
    })
    expect(await revealPhone(owner, { customerId })).toEqual({ phone: '+8613800001234' })
  })

  test('a new number replaces the old one, the same call twice changes nothing more', async () => {
    const marketing = await business.actor('marketing')
    const change = { customerId, name: '王韦', phone: '13900005678' }
    await changeCustomer(marketing, change, NOW)
    await changeCustomer(marketing, change, NOW)
    const detail = await customerDetail(marketing, { customerId })
    expect(detail.phoneLast4).toBe('5678')
    const lines = await pool.query(
      `SELECT op FROM audit_lines WHERE actor_user_id = $1 AND table_name = 'customers'`,
      [marketing.userId],
    )
    expect(lines.rows).toEqual([{ op: 'REPLACE' }])
  })

  test.each(['finance', 'staff', 'auditor'] as const)('%s are refused', async (role) => {
    const change = { customerId, name: 'X', phone: null }
    await expect(changeCustomer(await business.actor(role), change, NOW)).rejects.toMatchObject({
      problem: { kind: 'forbidden', permission: 'customer.change' },
    })
  })

  test('another organization’s customer is not found', async () => {
    const outsider = await (await makeBusiness(pool)).actor('owner')
    const change = { customerId, name: 'X', phone: null }
    await expect(changeCustomer(outsider, change, NOW)).rejects.toMatchObject({
      problem: { kind: 'not-found', noun: 'customer' },
    })
  })
})
