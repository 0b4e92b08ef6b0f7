import { type ZodType, z } from 'zod'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { invalid } from '#server/domain/errors.ts'
import type { FactBatch } from '#server/domain/fact/batch.ts'
import { fieldProblemsOf } from '#server/domain/field-problems.ts'

export const MAX_ITEMS = 1000
export const NAMES = ['customers', 'moments', 'locations', 'products'] as const

/** How items are taken. Said in a batch's body, or in the address. */
const options = {
  /** Whether an item that differs from what is known under its id replaces it. */
  applyChanges: z.boolean().optional(),
  /** What the items may bring into being by naming it. */
  createMissing: z.array(z.enum(NAMES)).max(NAMES.length).optional(),
}

/** Many items of one noun. Each is judged by itself, later, by its noun's shape. */
const BatchBody = z.strictObject({
  items: z.array(z.unknown()).min(1).max(MAX_ITEMS),
  ...options,
})

/** The same options in the address. */
const QueryOptions = z.strictObject({
  applyChanges: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  createMissing: z
    .string()
    .transform((value) => value.split(','))
    .pipe(options.createMissing.unwrap())
    .optional(),
})
type Options = z.infer<typeof QueryOptions>

export type FactRequest = { batch: FactBatch; isBatch: boolean }

/**
 * What was asked: one item is the body itself, many stand in `items`.
 *
 * @throws ProblemError invalid
 */
export function readFactRequest(body: unknown, query: URLSearchParams): FactRequest {
  const asked = readOptions(query)
  if (typeof body !== 'object' || body === null || !('items' in body))
    return { batch: batchOf([body], asked), isBatch: false }
  const { items, ...told } = parse(BatchBody, body)
  return { batch: batchOf(items, { ...asked, ...told }), isBatch: true }
}

/** @throws ProblemError invalid, when the address holds an option that is not known */
export function readOptions(query: URLSearchParams): Options {
  return parse(QueryOptions, Object.fromEntries(query))
}

/** A batch as operations take it; nothing of the body gets into it but items and known options. */
export function batchOf(
  items: readonly unknown[],
  { applyChanges, createMissing }: Options,
): FactBatch {
  const names = createMissing ?? []
  return {
    items,
    applyChanges: applyChanges ?? false,
    createMissing: Object.fromEntries(names.map((name) => [name, true])),
  }
}

/**
 * A key that may send facts may not make customers or name new moments by that alone.
 *
 * @throws ProblemError forbidden
 */
export function authorizeNames(actor: Actor, { createMissing }: FactBatch): void {
  if (createMissing?.customers) authorize(actor, 'customer.record')
  if (createMissing?.moments || createMissing?.locations || createMissing?.products)
    authorize(actor, 'name.create')
}

function parse<T>(shape: ZodType<T>, value: unknown): T {
  const read = shape.safeParse(value)
  if (read.success) return read.data
  throw invalid(fieldProblemsOf(read.error))
}
