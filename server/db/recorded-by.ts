import type { Tx } from './transaction.ts'

/** The person who wrote a fact; null where a job did. */
export function recordedBy(tx: Tx): string | null {
  return tx.actor.kind === 'member' ? tx.actor.userId : null
}
