import type { Tx } from './transaction.ts'

/** Queues the work on one thing of this organization; it starts when the transaction commits. The same work is queued once. */
export async function enqueue(tx: Tx, task: string, importId: string): Promise<void> {
  const payload = { organizationId: tx.organizationId, importId }
  // jobs of graphile-worker carry a key: queued again, they replace the one that has not started.
  await tx.rows(Enqueued, 'SELECT enqueue($1, $2::jsonb, $3)::text AS done', [
    task,
    JSON.stringify(payload),
    `${task} ${importId}`,
  ])
}
