import type { FactTx } from './fact-transaction.ts'

/** The person who wrote a fact; null where a job did. */
export function recordedBy(tx: FactTx): string | null {
  return tx.actor.kind === 'member' ? tx.actor.userId : null
}
