import type { Outcome } from './batch.ts'

/** Whose a fact is and what it says: the hash of its content. */
export type Said = { customerId: string; hash: string }

/**
 * What an item is, beside what is known under the same id.
 *
 * An id that belongs to another customer is never moved: one of the two senders is wrong, and people must look.
 */
export function decideOutcome(known: Said | undefined, item: Said): Exclude<Outcome, 'error'> {
  if (!known) return 'new'
  if (known.customerId !== item.customerId) return 'conflict'
  return known.hash === item.hash ? 'same' : 'changed'
}
