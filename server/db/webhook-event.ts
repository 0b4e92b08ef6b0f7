import type { WebhookEventType } from '../domain/webhook/event-type.ts'
import type { FactTx } from './fact-transaction.ts'

/** Ids that an event carries; who needs more asks for them by the import or the time. */
const MAX_IDS = 100

/** The nouns of facts that others may hear of. Orders and refunds are not among them: they are money's. */
const TYPES: Record<string, WebhookEventType> = {
  experiences: 'experience.recorded',
  shares: 'share.recorded',
  complaints: 'complaint.recorded',
}
const CHANGES = { INSERT: 'new', REPLACE: 'replaced', DELETE: 'removed' } as const

type FactLine = { noun: string; op: keyof typeof CHANGES; ids: readonly string[] }

/**
 * Writes one event for each noun of a batch into the outbox of this very transaction: it goes out when the facts commit, and never
 * without them. One statement, which ends at once where nobody listens. What becomes of referrals and imports their own rows say,
 * by trigger.
 */
export async function emitFactEvents(tx: FactTx, lines: readonly FactLine[]): Promise<void> {
  const events = lines.flatMap(({ noun, op, ids }) => {
    const type = TYPES[noun]
    if (!type || ids.length === 0) return []
    const data = { change: CHANGES[op], count: ids.length, ids: ids.slice(0, MAX_IDS) }
    return [{ type, data }]
  })
  if (events.length > 0)
    await tx.execute('SELECT webhook_emit_many($1::jsonb)', [JSON.stringify(events)])
}
