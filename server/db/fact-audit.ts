import { createHash } from 'node:crypto'
import type { FactBatch, ItemResult } from '../domain/fact/batch.ts'
import type { FactTx } from './fact-transaction.ts'
import { emitFactEvents } from './webhook-event.ts'

/** One line of the facts' chain: how many of what, and a digest of their ids. */
export type AuditLine = { noun: string; op: 'INSERT' | 'REPLACE' | 'DELETE'; ids: string[] }

/** What a batch did. Its lines are written at the end of the transaction: the chain's head stays locked from the first on. */
export type Ingested = { results: ItemResult[]; lines: AuditLine[] }

export type IngestOptions = Omit<FactBatch, 'items'> & { now: Date }

export async function writeFactAudit(tx: FactTx, lines: readonly AuditLine[]): Promise<void> {
  await emitFactEvents(tx, lines)
  for (const { noun, op, ids } of lines.filter((line) => line.ids.length > 0)) {
    const digest = createHash('sha256').update(ids.join('\n')).digest('hex')
    await tx.execute(`SELECT audit_facts($1, $2, $3::integer, decode($4, 'hex'))`, [
      noun,
      op,
      ids.length,
      digest,
    ])
  }
}
