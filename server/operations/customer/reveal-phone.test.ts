import { beforeAll, describe, expect, test } from 'vitest'
import { phoneHash, sealPhone } from '#server/db/phone.ts'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, makeCustomer, type TestBusiness } from '#server/db/test-people.ts'
import type { MemberActor } from '#server/domain/actor.ts'
import { customerDetail } from '#server/reports/customer-detail.ts'
import { revealPhone } from './reveal-phone.ts'

const pool = ownerPool()
const PHONE = '+8613800001234'
let business: TestBusiness
let customerId: string

beforeAll(async () => {
  business = await makeBusiness(pool)
  customerId = await makeCustomer(pool, business.id, { name: '王伟', last4: '1234' })
  await pool.query('UPDATE customers SET phone_cipher = $2, phone_hash = $3 WHERE id = $1', [
    customerId,
    sealPhone(customerId, PHONE),
    phoneHash(business.id, PHONE),
  ])
})

async function linesOf(actor: MemberActor) {
  const lines = await pool.query(
    `SELECT chain, table_name, op, data FROM audit_lines
     WHERE organization_id = $1 AND actor_user_id = $2 AND op = 'REVEAL' ORDER BY seq`,
    [actor.organizationId, actor.userId],
  )
  return lines.rows
}

describe('revealPhone', () => {
  test('an owner sees the whole number, and each time leaves a line that does not hold it', async () => {
    const owner = await business.actor('owner')
    expect(await revealPhone(owner, { customerId })).toEqual({ phone: PHONE })
    expect(await revealPhone(owner, { customerId })).toEqual({ phone: PHONE })
    const lines = await linesOf(owner)
    expect(lines).toEqual([
      {
        chain: 'access',
        table_name: 'customers',
        op: 'REVEAL',
        data: { id: customerId, field: 'phone' },
      },
      expect.anything(),
    ])
    expect(JSON.stringify(lines)).not.toContain('1234')
  })

  test('marketing see only the numbers of those about whom they recorded something', async () => {
    const marketing = await business.actor('marketing')
    await expect(revealPhone(marketing, { customerId })).rejects.toMatchObject({
      problem: { kind: 'forbidden', permission: 'customer.reveal' },
    })
    expect(await linesOf(marketing)).toEqual([])
    expect((await customerDetail(marketing, { customerId })).canReveal).toBe(false)

    await pool.query(
      `INSERT INTO shares (id, organization_id, customer_id, occurred_at, channel, valence, source, external_id, content_hash, recorded_by)
       VALUES (gen_random_uuid(), $1, $2, now(), 'feed', 1, 'manual', gen_random_uuid()::text, '\\x00', $3)`,
      [business.id, customerId, marketing.userId],
    )
    expect((await customerDetail(marketing, { customerId })).canReveal).toBe(true)
    expect(await revealPhone(marketing, { customerId })).toEqual({ phone: PHONE })
    expect(await linesOf(marketing)).toHaveLength(1)
  })

  test.each(['finance', 'staff', 'auditor'] as const)('%s are refused', async (role) => {
    const actor = await business.actor(role)
    await expect(revealPhone(actor, { customerId })).rejects.toMatchObject({
      problem: { kind: 'forbidden' },
    })
    expect(await linesOf(actor)).toEqual([])
  })

  test('another organization’s customer is not found', async () => {
    const outsider = await (await makeBusiness(pool)).actor('owner')
    await expect(revealPhone(outsider, { customerId })).rejects.toMatchObject({
      problem: { kind: 'not-found', noun: 'customer' },
    })
  })

  test('a customer without a number answers with none and leaves no line', async () => {
    const owner = await business.actor('owner')
    const without = await makeCustomer(pool, business.id, { name: '李四' })
    expect(await revealPhone(owner, { customerId: without })).toEqual({ phone: null })
    expect(await linesOf(owner)).toEqual([])
  })
})
