import { type EntryResult, saveRejections } from '#server/db/commission.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import type { RejectEntries } from '#server/domain/commission/input.ts'

/** Rejects entries with a reason; 'amount-changed' proposes anew what is owed now. */
export async function rejectEntries(
  actor: Actor,
  input: RejectEntries,
): Promise<{ results: EntryResult[] }> {
  authorize(actor, 'commission.reject')
  const { entryIds, reason, note = null } = input
  return transaction(actor, async (tx) => ({
    results: await saveRejections(tx, sessionOf(actor), { entryIds, reason, note }),
  }))
}
