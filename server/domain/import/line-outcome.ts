import type { FieldProblem } from '../errors.ts'

export const LINE_OUTCOMES = ['new', 'same', 'changed', 'conflict', 'error'] as const
export type LineOutcome = (typeof LINE_OUTCOMES)[number]

export type LineResult = { outcome: LineOutcome; problems: FieldProblem[] }

/** The worst first: a line counts once, as what a person has to know of it. */
const ORDER: readonly LineOutcome[] = ['error', 'conflict', 'changed', 'new', 'same']

/** What became of a line, from what became of its facts. */
export function lineResult(results: readonly LineResult[]): LineResult {
  const [only] = results
  if (only && results.length === 1) return only
  const outcomes = new Set(results.map((result) => result.outcome))
  return {
    outcome: ORDER.find((outcome) => outcomes.has(outcome)) ?? 'same',
    problems: results.flatMap((result) => result.problems),
  }
}

export type LineCounts = Record<LineOutcome, number>

/** How many lines came to each outcome. */
export function countOutcomes(outcomes: readonly LineOutcome[]): LineCounts {
  const counts: LineCounts = { new: 0, same: 0, changed: 0, conflict: 0, error: 0 }
  for (const outcome of outcomes) counts[outcome] += 1
  return counts
}
