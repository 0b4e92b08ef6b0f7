import { z } from 'zod'
import type { FieldProblem } from '#server/domain/errors.ts'
import type { ItemResult } from '#server/domain/fact/batch.ts'
import { problemAnswer } from './door-problem.ts'
import type { KeyDoor } from './key-door.ts'

const Outcome = z.enum(['new', 'same', 'changed', 'conflict', 'error'])

/** One problem of one field. */
const FieldError = z.strictObject({
  field: z.string(),
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

/** What became of one item. */
export const ItemAnswer = z.strictObject({
  outcome: Outcome,
  id: z.uuid().nullable(),
  errors: z.array(FieldError).optional(),
})
export type ItemAnswer = z.infer<typeof ItemAnswer>

const Count = z.int().min(0)

/** How many items became what. */
export const OutcomeCounts = z.strictObject({
  new: Count,
  same: Count,
  changed: Count,
  conflict: Count,
  error: Count,
})
export type OutcomeCounts = z.infer<typeof OutcomeCounts>

/** The answer to a batch: one result per item, in their order. */
export const BatchAnswer = z.strictObject({ counts: OutcomeCounts, results: z.array(ItemAnswer) })

/** A refusal (RFC 9457). */
export const ProblemShape = z.strictObject({
  type: z.url(),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  code: z.string(),
  errors: z.array(FieldError).optional(),
  requestId: z.uuid(),
})

export type Answer = { status: number; answer: string }

/** One item's answer: its place in a batch tells which. */
export function itemAnswer({ outcome, id, problems }: ItemResult): {
  outcome: ItemResult['outcome']
  id: string | null
  errors?: FieldProblem[]
} {
  return problems && problems.length > 0 ? { outcome, id, errors: problems } : { outcome, id }
}

/** No items yet. */
export function noCounts(): OutcomeCounts {
  return { new: 0, same: 0, changed: 0, conflict: 0, error: 0 }
}

/** The answer to a batch is 200 whatever became of its items: each says so itself. */
export function answerBatch(results: readonly ItemResult[]): Answer {
  const counts = noCounts()
  for (const { outcome } of results) counts[outcome] += 1
  return { status: 200, answer: JSON.stringify({ counts, results: results.map(itemAnswer) }) }
}

/** One item: 201 where it is new, 200 where it was known, and a problem where it was not taken. */
export function answerItem(result: ItemResult, noun: string, door: KeyDoor): Answer {
  const { outcome, problems = [] } = result
  if (outcome === 'conflict' || outcome === 'error') {
    const refused = problemAnswer(
      outcome === 'conflict' ? { kind: 'conflict', noun } : { kind: 'invalid', problems },
      door,
    )
    const told = problems.length > 0 ? { ...refused, errors: problems } : refused
    return { status: refused.status, answer: JSON.stringify(told) }
  }
  return { status: outcome === 'new' ? 201 : 200, answer: JSON.stringify(itemAnswer(result)) }
}
