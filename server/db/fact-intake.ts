import type { ZodType } from 'zod'
import type { FieldProblem } from '../domain/errors.ts'
import type { FactBatch, FactKind, ItemResult } from '../domain/fact/batch.ts'
import { dateProblem } from '../domain/fact/date-problem.ts'
import type { CustomerRef } from '../domain/fact/input.ts'
import { fieldProblemsOf } from '../domain/field-problems.ts'
import { remembering } from '../domain/import/remembering.ts'
import { nameKey } from '../domain/moment/name-key.ts'
import { askedId, type Referred, resolveCustomers } from './customer-reference.ts'
import type { AuditLine } from './fact-audit.ts'
import { type FactContext, loadFactContext } from './fact-context.ts'
import { factId } from './fact-id.ts'
import { lockFacts } from './fact-lock.ts'
import type { FactTx } from './fact-transaction.ts'
import { createLocations, createMoments } from './name-reference.ts'

/** What the facts of a customer have in common. */
type FactItem = {
  source: string
  externalId: string
  customer: CustomerRef
  occurredAt: Date
  location: string | null
  moment?: string | null
}

/** One item on its way in: parsed, with everything it names resolved. */
export type Draft<Item> = {
  index: number
  item: Item
  id: string
  customerId: string
  /** 0 is not stated. */
  momentNo: number
  momentId: string | null
  locationNo: number
}

export type Intake<Item> = {
  context: FactContext
  drafts: Draft<Item>[]
  /** One per item, in their order; those of the drafts are still to be filled in. */
  results: ItemResult[]
  /** What resolving brought into being. */
  lines: AuditLine[]
}

type MomentName = { id: string | null; no: number }

type Asked<Item> = { index: number; item: Item; id: string; customerId: string }

/**
 * Parses a batch, locks its customers and ids (but for a dry run), and resolves, set-wise, the customers, moments and locations
 * that its items name.
 */
export async function intake<Item extends FactItem>(
  tx: FactTx,
  noun: { kind: FactKind; shape: ZodType<Item> },
  batch: FactBatch,
  now: Date,
): Promise<Intake<Item>> {
  const context = await loadFactContext(tx)
  const { parsed, results } = parseItems(
    noun.shape,
    batch,
    now,
    noun.kind === 'experience' ? context.archivedUntil : null,
  )
  const asked = parsed.map(({ index, item }): Asked<Item> => {
    const id = factId(context.namespace, noun.kind, item)
    return { index, item, id, customerId: askedId(context.namespace, item.customer) }
  })
  const references = new Map(asked.map(({ customerId, item }) => [customerId, item.customer]))
  if (!batch.dryRun)
    await lockFacts(
      tx,
      [...references.keys()],
      asked.map(({ id }) => id),
    )
  const { found, created } = await resolveCustomers(tx, references, { ...batch, now })
  const others = [...found].flatMap(([id, meant]) =>
    'id' in meant && meant.id !== id ? meant.id : [],
  )
  if (!batch.dryRun && others.length > 0) await lockFacts(tx, others, [])
  await createNames(
    tx,
    context,
    asked.map(({ item }) => item),
    batch,
  )
  const drafts: Draft<Item>[] = []
  const names = namesOf(tx, context)
  for (const one of asked) {
    const draft = draftOf(names, one, found.get(one.customerId))
    if ('problems' in draft) results[one.index] = { outcome: 'error', id: null, ...draft }
    else drafts.push(draft)
  }
  return { context, drafts, results, lines: [{ noun: 'customers', op: 'INSERT', ids: created }] }
}

/** Each item by itself. Dates in the future or before 1900 are refused here, since they need the present. */
export function parseItems<Item extends object>(
  shape: ZodType<Item>,
  { items, isParsed }: Pick<FactBatch, 'items' | 'isParsed'>,
  now: Date,
  archivedUntil: Date | null = null,
): { parsed: { index: number; item: Item }[]; results: ItemResult[] } {
  const parsed: { index: number; item: Item }[] = []
  const results = items.map((raw, index): ItemResult => {
    // What the caller has parsed by this very shape is believed: a file's lines are, once (import-shapes.test.ts).
    const read = isParsed ? { success: true as const, data: raw as Item } : shape.safeParse(raw)
    if (!read.success) return { outcome: 'error', id: null, problems: fieldProblemsOf(read.error) }
    const item = read.data
    const isDated = 'occurredAt' in item && item.occurredAt instanceof Date
    const code = isDated ? dateProblem(item.occurredAt as Date, now, archivedUntil) : null
    if (code) return { outcome: 'error', id: null, problems: [{ field: 'occurredAt', code }] }
    parsed.push({ index, item })
    return UNDECIDED
  })
  return { parsed, results }
}

/** Stands for an item until its answer is known. */
const UNDECIDED: ItemResult = Object.freeze({ outcome: 'error', id: null })

async function createNames(tx: FactTx, context: FactContext, items: FactItem[], batch: FactBatch) {
  const distinct = (names: (string | null | undefined)[]) =>
    [...new Set(names)].filter((name) => typeof name === 'string')
  if (batch.createMissing?.moments)
    await createMoments(tx, context, distinct(items.map((item) => item.moment)), batch)
  if (batch.createMissing?.locations)
    await createLocations(tx, context, distinct(items.map((item) => item.location)), batch)
}

/** What names mean, each looked up once: a batch says few names many times. */
type Names = {
  moment: (item: FactItem) => MomentName | undefined
  location: (item: FactItem) => { no: number } | { problem: string }
}

const NO_MOMENT: MomentName = { id: null, no: 0 }

function namesOf(tx: FactTx, context: FactContext): Names {
  const moment = remembering((name) => context.moments.get(nameKey(name)))
  const location = remembering((name) => locationOf(tx, context, name))
  const unnamed = locationOf(tx, context, null)
  return {
    moment: (item) => (item.moment ? moment(item.moment) : NO_MOMENT),
    location: (item) => (item.location ? location(item.location) : unnamed),
  }
}

function draftOf<Item extends FactItem>(
  names: Names,
  { index, item, id }: Asked<Item>,
  customer: Referred = { problem: 'customer.unknown' },
): Draft<Item> | { problems: FieldProblem[] } {
  const moment = names.moment(item)
  const location = names.location(item)
  if ('id' in customer && moment && 'no' in location) {
    const { id: momentId, no: momentNo } = moment
    return { index, item, id, customerId: customer.id, momentNo, momentId, locationNo: location.no }
  }
  const problems: FieldProblem[] = []
  if ('problem' in customer) problems.push({ field: 'customer', code: customer.problem })
  if (!moment) problems.push({ field: 'moment', code: 'moment.unknown' })
  if ('problem' in location) problems.push({ field: 'location', code: location.problem })
  return { problems }
}

/** Staff record at their own location only: what they leave out is theirs, what they name must be. */
function locationOf(
  tx: FactTx,
  context: FactContext,
  name: string | null,
): { no: number } | { problem: string } {
  const own = tx.actor.kind === 'member' && tx.actor.role === 'staff' ? tx.actor.locationNo : null
  if (!name) return { no: own ?? 0 }
  const no = context.locations.get(nameKey(name))
  if (no === undefined) return { problem: 'location.unknown' }
  return own !== null && own !== no ? { problem: 'location.not-own' } : { no }
}
