import { z } from 'zod'
import type { FactBatch } from '../domain/fact/batch.ts'
import { nameKey } from '../domain/moment/name-key.ts'
import { OrderItem } from '../domain/order/input.ts'
import { arrayLiteral, type Cell } from './array-literal.ts'
import { contentHash } from './content-hash.ts'
import type { Ingested, IngestOptions } from './fact-audit.ts'
import { confirmFacts } from './fact-confirmation.ts'
import { decideAll, findKnown, withProblem } from './fact-decision.ts'
import { type Draft, type Intake, intake } from './fact-intake.ts'
import type { FactTx } from './fact-transaction.ts'
import { resolveProducts } from './product-reference.ts'
import { recordedBy } from './recorded-by.ts'
import { followOrders } from './referral.ts'

type Order = Draft<OrderItem> & { hash: string; productId: string; currency: string }

/**
 * Saves a batch of orders, all set-wise, and answers item by item. That an order was delivered is progress and no correction:
 * it is written without being asked for. Other changes replace the order, unless a refund or a referral stands on it.
 */
export async function ingestOrders(tx: FactTx, batch: FactBatch, now: Date): Promise<Ingested> {
  const taken = await intake(tx, { kind: 'order', shape: OrderItem }, batch, now)
  const { results, lines } = taken
  const drafts = await ordersOf(tx, taken, batch)
  const known = await findKnown(
    tx,
    'orders',
    drafts.map((draft) => draft.id),
  )
  const { fresh, changed } = decideAll(drafts, known, results)
  await confirmFacts(tx, batch, results, known)
  const delivered = await findDelivered(tx, changed)
  const corrections = changed.filter((draft) => !delivered.has(draft.id))
  const firm = batch.applyChanges ? await findFirm(tx, corrections) : new Set<string>()
  for (const draft of corrections.filter(({ id }) => firm.has(id))) {
    results[draft.index] = { outcome: 'conflict', id: draft.id }
    withProblem(results, draft.index, 'externalId', 'order.in-use')
  }
  const replacing = batch.applyChanges ? corrections.filter(({ id }) => !firm.has(id)) : []
  const progressing = changed.filter((draft) => delivered.has(draft.id))
  const written = [...fresh, ...replacing, ...progressing]
  if (batch.dryRun || written.length === 0) return { results, lines }

  await deliverOrders(tx, progressing)
  await deleteOrders(
    tx,
    replacing.map((draft) => draft.id),
  )
  await insertOrders(tx, [...fresh, ...replacing], { ...batch, now })
  await followOrders(
    tx,
    [...fresh, ...replacing].map((draft) => draft.id),
  )
  lines.push(
    { noun: 'orders', op: 'INSERT', ids: fresh.map((draft) => draft.id) },
    { noun: 'orders', op: 'REPLACE', ids: [...replacing, ...progressing].map((draft) => draft.id) },
  )
  return { results, lines }
}

async function ordersOf(tx: FactTx, taken: Intake<OrderItem>, batch: FactBatch): Promise<Order[]> {
  const codes = taken.drafts.map(({ item }) => item.product)
  const products = await resolveProducts(tx, codes, batch)
  return taken.drafts.flatMap((draft): Order[] => {
    const { item, locationNo } = draft
    const productId = products.get(nameKey(item.product))
    const isEarly = item.deliveredAt !== null && item.deliveredAt < item.occurredAt
    if (productId === undefined)
      withProblem(taken.results, draft.index, 'product', 'product.unknown')
    if (isEarly) withProblem(taken.results, draft.index, 'deliveredAt', 'order.delivered-early')
    if (productId === undefined || isEarly) return []
    const currency = item.currency ?? taken.context.currency
    const said = [item.occurredAt.getTime(), productId, locationNo, item.amountMinor, currency]
    const hash = contentHash([...said, item.deliveredAt?.getTime() ?? null])
    return [{ ...draft, productId, currency, hash }]
  })
}

const Id = z.object({ id: z.string() })

/** Orders that differ from what is known by their delivery alone, which nobody had told of yet. */
async function findDelivered(tx: FactTx, changed: Order[]): Promise<Set<string>> {
  const late = changed.filter((draft) => draft.item.deliveredAt !== null)
  if (late.length === 0) return new Set()
  const rows = await tx.rows(
    Id,
    `SELECT o.id FROM unnest($2::uuid[], $3::text[]) AS item (id, undelivered_hash)
     JOIN orders o ON o.organization_id = $1::uuid AND o.id = item.id
     WHERE o.delivered_at IS NULL AND o.content_hash = decode(item.undelivered_hash, 'hex')`,
    [
      tx.organizationId,
      arrayLiteral(late.map((draft) => draft.id)),
      arrayLiteral(late.map(undeliveredHash)),
    ],
  )
  return new Set(rows.map((row) => row.id))
}

function undeliveredHash({ item, productId, locationNo, currency }: Order): string {
  const said = [item.occurredAt.getTime(), productId, locationNo, item.amountMinor, currency]
  return contentHash([...said, null])
}

/** Orders on which a refund or a referral stands: they cannot go, so they cannot be replaced. */
async function findFirm(tx: FactTx, drafts: { id: string }[]): Promise<Set<string>> {
  if (drafts.length === 0) return new Set()
  const rows = await tx.rows(
    Id,
    `SELECT o.id FROM orders o
     WHERE o.organization_id = $1::uuid AND o.id = ANY ($2::uuid[]) AND (
       EXISTS (SELECT FROM refunds r WHERE r.organization_id = o.organization_id AND r.order_id = o.id)
       OR EXISTS (SELECT FROM referrals r WHERE r.organization_id = o.organization_id AND r.order_id = o.id))`,
    [tx.organizationId, arrayLiteral(drafts.map((draft) => draft.id))],
  )
  return new Set(rows.map((row) => row.id))
}

async function deliverOrders(tx: FactTx, drafts: Order[]): Promise<void> {
  if (drafts.length === 0) return
  await tx.execute(
    `UPDATE orders o SET delivered_at = item.delivered_at, content_hash = decode(item.hash, 'hex')
     FROM unnest($2::uuid[], $3::timestamptz[], $4::text[]) AS item (id, delivered_at, hash)
     WHERE o.organization_id = $1::uuid AND o.id = item.id`,
    [
      tx.organizationId,
      arrayLiteral(drafts.map((draft) => draft.id)),
      arrayLiteral(drafts.map((draft) => draft.item.deliveredAt?.toISOString() ?? null)),
      arrayLiteral(drafts.map((draft) => draft.hash)),
    ],
  )
}

async function deleteOrders(tx: FactTx, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.execute(
    'DELETE FROM orders WHERE organization_id = $1::uuid AND id = ANY ($2::uuid[])',
    [tx.organizationId, arrayLiteral(ids)],
  )
}

async function insertOrders(tx: FactTx, drafts: Order[], options: IngestOptions): Promise<void> {
  if (drafts.length === 0) return
  const column = (cell: (draft: Order) => Cell) => arrayLiteral(drafts.map(cell))
  await tx.execute(
    `INSERT INTO orders (organization_id, recorded_at, import_id, recorded_by, id, customer_id, product_id, occurred_at,
       delivered_at, location_no, amount_minor, currency, source, external_id, content_hash)
     SELECT $1::uuid, $2::timestamptz, $3::uuid, $4::uuid, id, customer_id, product_id, occurred_at,
       delivered_at, location_no, amount_minor, currency, source, external_id, decode(hash, 'hex')
     FROM unnest($5::uuid[], $6::uuid[], $7::uuid[], $8::timestamptz[], $9::timestamptz[], $10::smallint[], $11::bigint[],
       $12::text[], $13::text[], $14::text[], $15::text[])
       AS item (id, customer_id, product_id, occurred_at, delivered_at, location_no, amount_minor, currency, source,
         external_id, hash)`,
    [
      tx.organizationId,
      options.now,
      options.importId ?? null,
      recordedBy(tx),
      column((draft) => draft.id),
      column((draft) => draft.customerId),
      column((draft) => draft.productId),
      column((draft) => draft.item.occurredAt.toISOString()),
      column((draft) => draft.item.deliveredAt?.toISOString() ?? null),
      column((draft) => draft.locationNo),
      column((draft) => draft.item.amountMinor),
      column((draft) => draft.currency),
      column((draft) => draft.item.source),
      column((draft) => draft.item.externalId),
      column((draft) => draft.hash),
    ],
  )
}
