import { beforeAll, describe, expect, test } from 'vitest'
import { ownerPool } from '#server/db/test-database.ts'
import { makeBusiness, type TestBusiness } from '#server/db/test-people.ts'
import type { Actor } from '#server/domain/actor.ts'
import type { ItemResult } from '#server/domain/fact/batch.ts'
import { recordCustomers } from '../customer/record-customers.ts'
import { claimReferrals } from '../referral/claim-referrals.ts'
import { recordOrders } from './record-orders.ts'
import { recordRefunds } from './record-refunds.ts'

const pool = ownerPool()
const now = new Date('2026-11-20T08:00:00Z')
const source = 'pms'
const createMissing = { customers: true, products: true }
let business: TestBusiness
let actor: Actor

beforeAll(async () => {
  business = await makeBusiness(pool)
  actor = await business.actor('owner')
})

function order(externalId: string, given: Record<string, unknown> = {}) {
  const customer = { source, externalId: `of-${externalId}` }
  const bought = { occurredAt: '2026-10-01T02:00:00Z', product: 'suite', amountMinor: 88_800n }
  return { source, externalId, customer, ...bought, ...given }
}

function refund(externalId: string, of: string, given: Record<string, unknown> = {}) {
  const given_ = { occurredAt: '2026-10-03T02:00:00Z', amountMinor: '8800', ...given }
  return { source, externalId, order: { source, externalId: of }, ...given_ }
}

async function orders(items: unknown[], options: object = {}) {
  return told(await recordOrders(actor, { items, createMissing, ...options }, now))
}

async function refunds(items: unknown[], options: object = {}) {
  return told(await recordRefunds(actor, { items, ...options }, now))
}

function told(results: ItemResult[]): string[] {
  return results.map(({ outcome, problems = [] }) =>
    [outcome, ...problems.map(({ code }) => code)].join(' '),
  )
}

async function stored(externalId: string) {
  const { rows } = await pool.query(
    `SELECT amount_minor::int AS amount, delivered_at FROM orders WHERE organization_id = $1 AND external_id = $2`,
    [business.id, externalId],
  )
  return rows
}

describe('recordOrders', () => {
  test('an order again is the same; its delivery is progress and written; another amount is a change and skipped', async () => {
    const deliveredAt = '2026-10-05T02:00:00Z'
    expect(await orders([order('o1')])).toEqual(['new'])
    expect(await orders([order('o1')])).toEqual(['same'])
    expect(await orders([order('o1', { deliveredAt })])).toEqual(['changed'])
    expect(await stored('o1')).toEqual([{ amount: 88_800, delivered_at: new Date(deliveredAt) }])
    expect(await orders([order('o1', { deliveredAt })])).toEqual(['same'])
    expect(await orders([order('o1', { deliveredAt, amountMinor: 1 })])).toEqual(['changed'])
    expect(await stored('o1')).toMatchObject([{ amount: 88_800 }])
  })

  test('a change that is applied replaces the order, but not one that a refund stands on', async () => {
    await orders([order('o2'), order('o3')])
    await refunds([refund('r3', 'o3')])
    const changed = [order('o2', { amountMinor: 5 }), order('o3', { amountMinor: 5 })]
    expect(await orders(changed, { applyChanges: true })).toEqual([
      'changed',
      'conflict order.in-use',
    ])
    expect(await stored('o2')).toMatchObject([{ amount: 5 }])
    expect(await stored('o3')).toMatchObject([{ amount: 88_800 }])
  })

  test('what cannot be is refused by code, and loses no other item', async () => {
    const items = [
      order('o4', { deliveredAt: '2026-09-01T00:00:00Z' }),
      order('o5', { amountMinor: -1 }),
      order('o6', { amountMinor: 1.5 }),
      order('o7', { currency: 'yuan' }),
      order('o8'),
    ]
    expect(await orders(items)).toEqual([
      'error order.delivered-early',
      'error amount.invalid',
      'error amount.invalid',
      'error currency.invalid',
      'new',
    ])
    const unknown = await recordOrders(actor, { items: [order('o8', { product: 'moon' })] }, now)
    expect(told(unknown)).toEqual(['error product.unknown'])
  })

  test('the order of somebody who was told moves their referral to bought', async () => {
    await orders([order('first')])
    const items = ['of-first', 'of-told'].map((externalId) => ({
      source,
      externalId,
      name: '客人',
    }))
    const [friend, newcomer] = await recordCustomers(actor, { items }, now)
    const claim = {
      ...{
        source,
        externalId: 'claim-1',
        referrerId: friend?.id ?? '',
        refereeId: newcomer?.id ?? '',
      },
      ...{ evidenceKind: 'asked' as const, evidence: null, isHistory: false },
      occurredAt: new Date('2026-09-30T02:00:00Z'),
    }
    const { results } = await claimReferrals(actor, { claims: [claim] })
    expect(results).toMatchObject([{ outcome: 'new' }])
    expect(await orders([order('told')])).toEqual(['new'])
    const referral = await pool.query('SELECT state FROM referrals WHERE id = $1', [
      results[0]?.referralId,
    ])
    expect(referral.rows).toEqual([{ state: 'bought' }])
    expect(await orders([order('told', { amountMinor: 1 })], { applyChanges: true })).toEqual([
      'conflict order.in-use',
    ])
  })

  test('staff and auditors record no order', async () => {
    for (const role of ['staff', 'auditor'] as const)
      await expect(
        recordOrders(await business.actor(role), { items: [] }, now),
      ).rejects.toMatchObject({
        problem: { kind: 'forbidden', permission: 'order.record' },
      })
  })
})

describe('recordRefunds', () => {
  test('an order never gives back more than was paid, over batches and within one', async () => {
    await orders([order('p1')])
    expect(await refunds([refund('f1', 'p1', { amountMinor: 50_000 })])).toEqual(['new'])
    const more = [
      refund('f2', 'p1', { amountMinor: 30_000 }),
      refund('f3', 'p1', { amountMinor: 8801 }),
      refund('f4', 'p1', { amountMinor: 8800 }),
    ]
    expect(await refunds(more)).toEqual(['new', 'error refund.exceeds-order', 'new'])
    expect(await refunds(more)).toEqual(['same', 'error refund.exceeds-order', 'same'])
  })

  test('two refunds at once of what is left once: one is refused', async () => {
    await orders([order('p2')])
    const answers = await Promise.all(
      ['g1', 'g2', 'g3'].map((id) => refunds([refund(id, 'p2', { amountMinor: 60_000 })])),
    )
    expect(answers.flat().toSorted()).toEqual([
      'error refund.exceeds-order',
      'error refund.exceeds-order',
      'new',
    ])
  })

  test('what cannot be is refused by code', async () => {
    await orders([order('p3')])
    const items = [
      refund('h1', 'no-order'),
      refund('h2', 'p3', { currency: 'USD' }),
      refund('h3', 'p3', { occurredAt: '2026-09-01T00:00:00Z' }),
      refund('h4', 'p3', { amountMinor: 0 }),
    ]
    expect(await refunds(items)).toEqual([
      'error order.unknown',
      'error currency.mismatch',
      'error refund.before-order',
      'error amount.invalid',
    ])
  })

  test('a change that is applied reckons with what it replaces', async () => {
    await orders([order('p4')])
    await refunds([refund('k1', 'p4', { amountMinor: 80_000 })])
    const less = refund('k1', 'p4', { amountMinor: 70_000 })
    expect(await refunds([less])).toEqual(['changed'])
    expect(
      await refunds([less, refund('k2', 'p4', { amountMinor: 18_800 })], { applyChanges: true }),
    ).toEqual(['changed', 'new'])
  })
})
