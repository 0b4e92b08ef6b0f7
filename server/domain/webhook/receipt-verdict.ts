import type { FieldProblem } from '../errors.ts'
import type { ItemResult } from '../fact/batch.ts'

/** What the sender is told, now and whenever the message comes again. */
export type ReceiptAnswer = { results: ItemResult[] } | { problems: FieldProblem[] }

export type ReceiptVerdict = {
  state: 'recorded' | 'partly' | 'refused' | 'failed'
  type: string | null
  itemCount: number
  problemCount: number
  /** Null where nothing could be said: the sender tries again. */
  answer: ReceiptAnswer | null
}

/**
 * What became of a message whose items were recorded: `partly` where an item was refused, conflicts, or says something else than is
 * known, since then a person may want to mend it and replay.
 */
export function verdictOf(type: string, results: ItemResult[]): ReceiptVerdict {
  const problemCount = results.filter(({ outcome }) => !['new', 'same'].includes(outcome)).length
  return {
    state: problemCount > 0 ? 'partly' : 'recorded',
    type,
    itemCount: results.length,
    problemCount,
    answer: { results },
  }
}

/** A message that will never be read, however often it comes. */
export function refusal(type: string | null, problem: FieldProblem): ReceiptVerdict {
  const answer = { problems: [problem] }
  return { state: 'refused', type, itemCount: 0, problemCount: 0, answer }
}

/** A message over which we stumbled: it is kept, and the sender is asked to come again. */
export function failure(type: string | null): ReceiptVerdict {
  return { state: 'failed', type, itemCount: 0, problemCount: 0, answer: null }
}
