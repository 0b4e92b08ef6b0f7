import { beforeAll, describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, makeCustomer, type TestBusiness } from '#server/db/test-people.ts'
import type { CustomerOrder } from '#server/domain/customer/list/customer-order.ts'
import { CustomerListQuestion } from '#server/domain/customer/list/input.ts'
import { customerList } from './customer-list.ts'

const pool = ownerPool()
let business: TestBusiness
let other: TestBusiness

const PEOPLE = [
  ['王伟', 'wang wei', '2026-01-01 00:00:00.000001+00'],
  ['张三', 'zhang san', '2026-01-01 00:00:00.000002+00'],
  ['李四', 'li si', '2026-01-01 00:00:00.000002+00'],
  ['王伟', 'wang wei', '2026-01-03 00:00:00+00'],
  ['Anna', 'anna', '2026-01-04 00:00:00+00'],
  ['赵六', 'zhao liu', '2026-01-05 00:00:00+00'],
  ['陈七', 'chen qi', '2026-01-05 00:00:00.5+00'],
] as const

beforeAll(async () => {
  business = await makeBusiness(pool)
  other = await makeBusiness(pool)
  for (const [name, pinyin, recordedAt] of PEOPLE)
    await makeCustomer(pool, business.id, { name, pinyin, recordedAt })
  await makeCustomer(pool, other.id, { name: '别家', pinyin: 'bie jia' })
})

function ask(question: Partial<Record<'text' | 'order' | 'after' | 'before', string>>, limit = 50) {
  return CustomerListQuestion.parse({
    text: '',
    order: 'newest',
    after: null,
    before: null,
    ...question,
    limit,
  })
}

async function whole(order: CustomerOrder) {
  const rows = await pool.query<{ id: string }>(
    `SELECT id FROM customers WHERE organization_id = $1 ORDER BY ${
      {
        newest: 'recorded_at DESC, id DESC',
        oldest: 'recorded_at, id',
        name: 'name_pinyin, id',
        'name-desc': 'name_pinyin DESC, id DESC',
      }[order]
    }`,
    [business.id],
  )
  return rows.rows.map((row) => row.id)
}

describe('customerList', () => {
  test.each(['newest', 'oldest', 'name', 'name-desc'] as const)(
    'pages %s first are the whole list, forwards and back, though arrivals differ by microseconds or not at all',
    async (order) => {
      const actor = await business.actor('owner')
      const forwards: string[] = []
      let after: string | null = null
      let lastPage = await customerList(actor, ask({ order }, 2))
      for (;;) {
        forwards.push(...lastPage.rows.map((row) => row.id))
        after = lastPage.next
        if (!after) break
        lastPage = await customerList(actor, ask({ order, after }, 2))
      }
      expect(forwards).toEqual(await whole(order))

      const backwards = lastPage.rows.map((row) => row.id)
      for (let before = lastPage.previous; before; ) {
        const page = await customerList(actor, ask({ order, before }, 2))
        backwards.unshift(...page.rows.map((row) => row.id))
        expect(page.next).not.toBeNull()
        before = page.previous
      }
      expect(backwards).toEqual(forwards)
    },
  )

  test('a text finds by name, and says when there are more than the page holds', async () => {
    const actor = await business.actor('marketing')
    const found = await customerList(actor, ask({ text: '王伟' }, 1))
    expect(found.rows.map((row) => row.name)).toEqual(['王伟'])
    expect(found.hasMore).toBe(true)
  })

  test('what a customer did is counted for the page', async () => {
    const actor = await business.actor('auditor')
    const id = await makeCustomer(pool, business.id, { name: '钱八', pinyin: 'qian ba' })
    await pool.query(
      `INSERT INTO experiences (customer_id, occurred_at, id, organization_id, moment_no, location_no, source, external_id, episode_id, episode_day, content_hash)
       SELECT $1, t, gen_random_uuid(), $2, 1, 1, 'pms', t::text, gen_random_uuid(), t::date, '\\x00'
       FROM (VALUES ('2026-02-01 10:00+00'::timestamptz), ('2026-03-01 10:00+00')) x(t)`,
      [id, business.id],
    )
    await pool.query(
      `INSERT INTO shares (id, organization_id, customer_id, occurred_at, channel, valence, source, external_id, content_hash)
       VALUES (gen_random_uuid(), $2, $1, '2026-03-02', 'feed', 1, 'pms', 's1', '\\x00')`,
      [id, business.id],
    )
    const [row] = (await customerList(actor, ask({ text: '钱八' }))).rows
    expect(row).toMatchObject({
      experienceCount: 2,
      lastSeenAt: new Date('2026-03-01T10:00:00Z'),
      shareCount: 1,
      complaintCount: 0,
    })
    await pool.query('DELETE FROM experiences WHERE customer_id = $1', [id])
    await pool.query('DELETE FROM shares WHERE customer_id = $1', [id])
    await pool.query('DELETE FROM customers WHERE id = $1', [id])
  })

  test('another organization’s customers are never among them', async () => {
    const found = await customerList(await other.actor('owner'), ask({}))
    expect(found.rows.map((row) => row.name)).toEqual(['别家'])
  })

  test('staff are refused: they find one customer at a time', async () => {
    await expect(customerList(await business.actor('staff'), ask({}))).rejects.toMatchObject({
      problem: { kind: 'forbidden', permission: 'customer.read' },
    })
  })

  test('a place of another order is told as a wrong field', () => {
    expect(() => ask({ after: `wang wei~${crypto.randomUUID()}` })).toThrow()
  })
})
