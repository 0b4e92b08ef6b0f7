import { z } from 'zod'
import type { FactBatch, ItemResult } from '../domain/fact/batch.ts'
import { RefundItem } from '../domain/order/input.ts'
import { arrayLiteral, type Cell } from './array-literal.ts'
import { contentHash } from './content-hash.ts'
import type { Ingested, IngestOptions } from './fact-audit.ts'
import { confirmFacts } from './fact-confirmation.ts'
import { loadFactContext } from './fact-context.ts'
import { decideAll, withProblem } from './fact-decision.ts'
import { factId } from './fact-id.ts'
import { parseItems } from './fact-intake.ts'
import { lockFacts } from './fact-lock.ts'
import type { FactTx } from './fact-transaction.ts'
import { recordedBy } from './recorded-by.ts'

type Refund = {
  index: number
  item: RefundItem
  id: string
  orderId: string
  /** Whose refund it is: the order's. An id that belongs to another order is in conflict. */
  customerId: string
  hash: string
  currency: string
}

const OrderRow = z.object({
  id: z.string(),
  occurred_at: z.date(),
  currency: z.string(),
  left_minor: z.bigint(),
})
type OrderRow = z.infer<typeof OrderRow>

/** Saves a batch of refunds, all set-wise, and answers item by item. An order never gives back more than was paid. */
export async function ingestRefunds(tx: FactTx, batch: FactBatch, now: Date): Promise<Ingested> {
  const context = await loadFactContext(tx)
  const { parsed, results } = parseItems(RefundItem, batch, now)
  const drafts = parsed.map(({ index, item }): Refund => {
    const id = factId(context.namespace, 'refund', item)
    const orderId =
      'id' in item.order ? item.order.id : factId(context.namespace, 'order', item.order)
    const currency = item.currency ?? context.currency
    const hash = contentHash([item.occurredAt.getTime(), item.amountMinor, currency, item.reason])
    return { index, item, id, orderId, customerId: orderId, hash, currency }
  })
  const orderIds = drafts.map((draft) => draft.orderId)
  if (!batch.dryRun)
    await lockFacts(
      tx,
      orderIds,
      drafts.map((draft) => draft.id),
    )
  const orders = await findOrders(tx, orderIds)
  const known = await findRefunds(
    tx,
    drafts.map((draft) => draft.id),
  )
  const placed = drafts.filter((draft) => isPossible(draft, orders.get(draft.orderId), results))
  const { fresh, changed } = decideAll(placed, known, results)
  await confirmFacts(tx, batch, results, known)
  const effective = batch.applyChanges ? await findEffective(tx, changed) : new Set<string>()
  for (const draft of changed.filter(({ id }) => effective.has(id))) {
    results[draft.index] = { outcome: 'conflict', id: draft.id }
    withProblem(results, draft.index, 'externalId', 'refund.in-use')
  }
  const replacing = batch.applyChanges ? changed.filter(({ id }) => !effective.has(id)) : []
  for (const draft of replacing)
    giveBack(orders.get(draft.orderId), known.get(draft.id)?.amountMinor)
  const covered = [...fresh, ...replacing].filter((draft) => isCovered(draft, orders, results))
  if (batch.dryRun || covered.length === 0) return { results, lines: [] }

  const replaced = replacing.filter((draft) => covered.includes(draft))
  await deleteRefunds(
    tx,
    replaced.map((draft) => draft.id),
  )
  await insertRefunds(tx, covered, { ...batch, now })
  const added = covered.filter((draft) => !replaced.includes(draft))
  return {
    results,
    lines: [
      { noun: 'refunds', op: 'INSERT', ids: added.map((draft) => draft.id) },
      { noun: 'refunds', op: 'REPLACE', ids: replaced.map((draft) => draft.id) },
    ],
  }
}

/** The orders and what is left of each. Locked, so that two refunds of one order are reckoned one after the other. */
async function findOrders(tx: FactTx, ids: string[]): Promise<Map<string, OrderRow>> {
  const rows = await tx.rows(
    OrderRow,
    `SELECT o.id, o.occurred_at, o.currency::text, o.amount_minor - coalesce((
       SELECT sum(r.amount_minor) FROM refunds r WHERE r.organization_id = o.organization_id AND r.order_id = o.id
     ), 0)::bigint AS left_minor
     FROM orders o WHERE o.organization_id = $1::uuid AND o.id = ANY ($2::uuid[])`,
    [tx.organizationId, arrayLiteral([...new Set(ids)])],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

const KnownRefund = z.object({
  id: z.string(),
  order_id: z.string(),
  hash: z.string(),
  amount_minor: z.bigint(),
  import_id: z.string().nullable(),
})

async function findRefunds(tx: FactTx, ids: string[]) {
  const rows = await tx.rows(
    KnownRefund,
    `SELECT id, order_id, encode(content_hash, 'hex') AS hash, amount_minor, import_id FROM refunds
     WHERE organization_id = $1::uuid AND id = ANY ($2::uuid[])`,
    [tx.organizationId, arrayLiteral(ids)],
  )
  return new Map(
    rows.map((row) => {
      const { order_id: customerId, hash, amount_minor: amountMinor, import_id: importId } = row
      return [row.id, { customerId, hash, amountMinor, importId }]
    }),
  )
}

function isPossible(draft: Refund, order: OrderRow | undefined, results: ItemResult[]): boolean {
  const problem = problemOf(draft, order)
  if (problem) withProblem(results, draft.index, problem.field, problem.code)
  return problem === null
}

function problemOf({ item, currency }: Refund, order: OrderRow | undefined) {
  if (!order) return { field: 'order', code: 'order.unknown' }
  if (order.currency !== currency) return { field: 'currency', code: 'currency.mismatch' }
  if (item.occurredAt < order.occurred_at)
    return { field: 'occurredAt', code: 'refund.before-order' }
  return null
}

function giveBack(order: OrderRow | undefined, amountMinor = 0n): void {
  if (order) order.left_minor += amountMinor
}

/** Takes the amount from what is left of the order, or refuses the item where too little is. */
function isCovered(draft: Refund, orders: Map<string, OrderRow>, results: ItemResult[]): boolean {
  const order = orders.get(draft.orderId)
  const isEnough = order !== undefined && order.left_minor >= draft.item.amountMinor
  if (isEnough) order.left_minor -= draft.item.amountMinor
  else {
    results[draft.index] = { outcome: 'error', id: null }
    withProblem(results, draft.index, 'amountMinor', 'refund.exceeds-order')
  }
  return isEnough
}

const Id = z.object({ id: z.string() })

/** Refunds that already took back a thank-you: that is booked, so they stay. */
async function findEffective(tx: FactTx, drafts: Refund[]): Promise<Set<string>> {
  if (drafts.length === 0) return new Set()
  const rows = await tx.rows(
    Id,
    `SELECT refund_id AS id FROM refund_outcomes WHERE organization_id = $1::uuid AND refund_id = ANY ($2::uuid[])`,
    [tx.organizationId, arrayLiteral(drafts.map((draft) => draft.id))],
  )
  return new Set(rows.map((row) => row.id))
}

async function deleteRefunds(tx: FactTx, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.execute(
    'DELETE FROM refunds WHERE organization_id = $1::uuid AND id = ANY ($2::uuid[])',
    [tx.organizationId, arrayLiteral(ids)],
  )
}

async function insertRefunds(tx: FactTx, drafts: Refund[], options: IngestOptions): Promise<void> {
  const column = (cell: (draft: Refund) => Cell) => arrayLiteral(drafts.map(cell))
  await tx.execute(
    `INSERT INTO refunds (organization_id, recorded_at, import_id, recorded_by, id, order_id, occurred_at, amount_minor,
       currency, reason, source, external_id, content_hash)
     SELECT $1::uuid, $2::timestamptz, $3::uuid, $4::uuid, id, order_id, occurred_at, amount_minor,
       currency, reason, source, external_id, decode(hash, 'hex')
     FROM unnest($5::uuid[], $6::uuid[], $7::timestamptz[], $8::bigint[], $9::text[], $10::text[], $11::text[], $12::text[],
       $13::text[])
       AS item (id, order_id, occurred_at, amount_minor, currency, reason, source, external_id, hash)`,
    [
      tx.organizationId,
      options.now,
      options.importId ?? null,
      recordedBy(tx),
      column((draft) => draft.id),
      column((draft) => draft.orderId),
      column((draft) => draft.item.occurredAt.toISOString()),
      column((draft) => draft.item.amountMinor),
      column((draft) => draft.currency),
      column((draft) => draft.item.reason),
      column((draft) => draft.item.source),
      column((draft) => draft.item.externalId),
      column((draft) => draft.hash),
    ],
  )
}
