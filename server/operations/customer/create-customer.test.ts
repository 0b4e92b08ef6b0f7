import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import { CreateCustomer } from '#server/domain/customer/change/input.ts'
import { customerSearch } from '#server/reports/customer-search.ts'
import { createCustomer } from './create-customer.ts'

const pool = ownerPool()
let business: TestBusiness

beforeAll(async () => {
  business = await makeBusiness(pool)
})

const NOW = new Date('2026-05-31T04:00:00Z')

function typed(name: string, phone: string | null = null) {
  return CreateCustomer.parse({ externalId: randomUUID(), name, phone })
}

async function countCustomers() {
  const rows = await pool.query(
    'SELECT count(*)::int AS n FROM customers WHERE organization_id = $1',
    [business.id],
  )
  return rows.rows[0].n
}

describe('createCustomer', () => {
  test('staff add a customer who is then found by name, pinyin and last digits', async () => {
    const staff = await business.actor('staff', 1)
    const { id, isKnown } = await createCustomer(staff, typed('欧阳静', '138 0000 4321'), NOW)
    expect(isKnown).toBe(false)
    for (const text of ['欧阳静', 'ouyang', '4321'])
      expect((await customerSearch(staff, { text, limit: 5 })).map((one) => one.id)).toContain(id)
  })

  test('the same call twice adds one customer', async () => {
    const staff = await business.actor('staff', 1)
    const input = typed('重复', '138 0000 0001')
    const first = await createCustomer(staff, input, NOW)
    const before = await countCustomers()
    expect(await createCustomer(staff, input, NOW)).toEqual(first)
    expect(await countCustomers()).toBe(before)
  })

  test('a number that somebody has answers with that customer and adds none', async () => {
    const staff = await business.actor('staff', 1)
    const first = await createCustomer(staff, typed('钱一', '138 0000 0002'), NOW)
    const before = await countCustomers()
    expect(await createCustomer(staff, typed('钱先生', '+86 13800000002'), NOW)).toEqual({
      id: first.id,
      name: '钱一',
      isKnown: true,
    })
    expect(await countCustomers()).toBe(before)
  })

  test('what is no number is told at its field', async () => {
    const staff = await business.actor('staff', 1)
    await expect(createCustomer(staff, typed('孙一', 'call me'), NOW)).rejects.toMatchObject({
      problem: { kind: 'invalid', problems: [{ field: 'phone', code: 'phone.invalid' }] },
    })
  })

  test.each(['finance', 'auditor'] as const)('%s are refused', async (role) => {
    await expect(
      createCustomer(await business.actor(role), typed('周一'), NOW),
    ).rejects.toMatchObject({
      problem: { kind: 'forbidden', permission: 'customer.record' },
    })
  })

  test('one line of the facts’ chain tells of it, without name or number', async () => {
    const marketing = await business.actor('marketing')
    await createCustomer(marketing, typed('吴一', '138 0000 0003'), NOW)
    const lines = await pool.query(
      `SELECT table_name, op, data FROM audit_lines WHERE actor_user_id = $1 AND chain = 'facts'`,
      [marketing.userId],
    )
    expect(lines.rows).toMatchObject([
      { table_name: 'customers', op: 'INSERT', data: { count: 1 } },
    ])
    expect(JSON.stringify(lines.rows)).not.toMatch(/吴一|0003"/)
  })
})
