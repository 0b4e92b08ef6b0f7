import type { Tx } from './transaction.ts'

/**
 * Queues the work on an import; it starts when the transaction commits. Queued again before it started, it is queued once.
 */
export async function enqueueImport(tx: Tx, task: string, importId: string): Promise<void> {
  const payload = { organizationId: tx.organizationId, importId }
  await tx.execute('SELECT enqueue($1, $2::jsonb, $3)', [
    task,
    JSON.stringify(payload),
    `${task} ${importId}`,
  ])
}
