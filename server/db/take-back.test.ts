import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../domain/actor.ts'
import type { FactBatch } from '../domain/fact/batch.ts'
import { writeFactAudit } from './fact-audit.ts'
import { ensureFactPartitions } from './fact-partitions.ts'
import { ingestCustomers } from './ingest-customers.ts'
import { ingestExperiences } from './ingest-experiences.ts'
import { ingestOrders } from './ingest-orders.ts'
import { ingestRefunds } from './ingest-refunds.ts'
import { ingestShares } from './ingest-shares.ts'
import { reading } from './reading.ts'
import { findDifferences } from './rollup-verify.ts'
import { takeBackFacts } from './take-back.ts'
import { ownerPool } from './test-database.ts'
import { makeBusiness } from './test-people.ts'
import { transaction } from './transaction.ts'

const pool = ownerPool()
const now = new Date()
const source = 'pms'
const occurredAt = new Date(now.getTime() - 10 * 86_400_000)
let organizationId: string
let actor: Actor

beforeEach(async () => {
  const business = await makeBusiness(pool)
  organizationId = business.id
  actor = await business.actor('owner')
  await ensureFactPartitions(actor, [occurredAt])
})

async function newImport(): Promise<string> {
  const { rows } = await pool.query(
    `INSERT INTO imports (id, organization_id, file_name, file_sha256, encoding, delimiter, headers)
     VALUES ($1, $2, 'f.csv', '\\x00', 'utf-8', ',', '[]') RETURNING id`,
    [randomUUID(), organizationId],
  )
  return rows[0].id
}

const INGEST = {
  customers: ingestCustomers,
  experiences: ingestExperiences,
  shares: ingestShares,
  orders: ingestOrders,
  refunds: ingestRefunds,
}

async function send(noun: keyof typeof INGEST, batch: FactBatch) {
  return transaction(actor, async (tx) => {
    const { results, lines } = await INGEST[noun](tx, batch, now)
    await writeFactAudit(tx, lines)
    return results.map(({ outcome }) => outcome)
  })
}

/** A file with all nouns about one customer. */
async function sendAll(importId: string, externalId = 'x') {
  const customer = { source, externalId }
  const fact = { source, externalId, customer, occurredAt }
  const bought = { product: 'suite', amountMinor: 100 }
  const createMissing = { products: true }
  await send('customers', { items: [{ ...customer, name: '客人' }], importId })
  await send('experiences', { items: [{ ...fact, moment: 'lobby' }], importId })
  await send('shares', { items: [{ ...fact, moment: 'lobby', channel: 'feed' }], importId })
  await send('orders', { items: [{ ...fact, ...bought }], importId, createMissing })
  const refund = { source, externalId, order: customer, occurredAt, amountMinor: 40 }
  await send('refunds', { items: [refund], importId })
}

async function takeBack(importId: string, limit = 2) {
  let removed = 0
  for (;;) {
    const taken = await transaction(actor, (tx) => takeBackFacts(tx, importId, limit))
    removed += taken.removed
    if (!taken.isDone) continue
    await pool.query(`UPDATE imports SET state = 'taken-back' WHERE id = $1`, [importId])
    expect(await reading(actor, findDifferences)).toEqual([])
    return { removed, kept: taken.kept }
  }
}

async function left(): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const table of ['customers', 'experiences', 'exposures', 'shares', 'orders', 'refunds']) {
    const { rows } = await pool.query(
      `SELECT count(*)::int AS n FROM ${table} WHERE organization_id = $1`,
      [organizationId],
    )
    found[table] = rows[0].n
  }
  return found
}

const NOTHING = { customers: 0, experiences: 0, exposures: 0, shares: 0, orders: 0, refunds: 0 }
const EVERYTHING = { customers: 1, experiences: 1, exposures: 1, shares: 1, orders: 1, refunds: 1 }

describe('takeBackFacts', () => {
  test('removes all facts of an import, some at a time, and every count with them', async () => {
    const importId = await newImport()
    await sendAll(importId)
    expect(await left()).toEqual(EVERYTHING)
    expect(await takeBack(importId)).toEqual({ removed: 5, kept: 0 })
    expect(await left()).toEqual(NOTHING)
  })

  test('what was taken back can come in again', async () => {
    const [first, second] = [await newImport(), await newImport()]
    await sendAll(first)
    await takeBack(first)
    await sendAll(second)
    expect(await left()).toEqual(EVERYTHING)
  })

  test('leaves the facts of others alone', async () => {
    const [first, second] = [await newImport(), await newImport()]
    await sendAll(first, 'x')
    await sendAll(second, 'y')
    await takeBack(first)
    expect(await left()).toEqual(EVERYTHING)
  })

  test('what a second import has said too stays until that one is taken back as well', async () => {
    const [first, second] = [await newImport(), await newImport()]
    await sendAll(first)
    await sendAll(second)
    expect(await takeBack(first)).toEqual({ removed: 0, kept: 5 })
    expect(await left()).toEqual(EVERYTHING)
    expect(await takeBack(second)).toEqual({ removed: 5, kept: 0 })
    expect(await left()).toEqual(NOTHING)
  })

  test('what a person or machine has said too stays for good', async () => {
    const importId = await newImport()
    await sendAll(importId)
    const customer = { source, externalId: 'x' }
    const fact = { ...customer, customer, occurredAt, moment: 'lobby' }
    expect(await send('experiences', { items: [fact] })).toEqual(['same'])
    expect(await takeBack(importId)).toEqual({ removed: 3, kept: 2 })
    expect(await left()).toEqual({ ...NOTHING, customers: 1, experiences: 1, exposures: 1 })
  })

  test('an order on which somebody else’s refund stands stays, and its customer', async () => {
    const importId = await newImport()
    await sendAll(importId)
    const refund = { source, externalId: 'later', occurredAt, amountMinor: 5 }
    await send('refunds', { items: [{ ...refund, order: { source, externalId: 'x' } }] })
    expect(await takeBack(importId)).toEqual({ removed: 3, kept: 2 })
    expect(await left()).toEqual({ ...NOTHING, customers: 1, orders: 1, refunds: 1 })
  })

  test('each step leaves a line with what it removed', async () => {
    const importId = await newImport()
    await sendAll(importId)
    await takeBack(importId, 100)
    const { rows } = await pool.query(
      `SELECT table_name FROM audit_lines WHERE organization_id = $1 AND chain = 'facts' AND op = 'DELETE' ORDER BY seq`,
      [organizationId],
    )
    expect(rows.map((row) => row.table_name)).toEqual([
      'refunds',
      'orders',
      'shares',
      'experiences',
      'customers',
    ])
  })
})
