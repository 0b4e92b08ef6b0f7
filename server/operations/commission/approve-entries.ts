import { type EntryResult, saveApprovals } from '#server/db/commission.ts'
import { loadEntries } from '#server/db/commission-entry.ts'
import { transaction } from '#server/db/transaction.ts'
import { authorize, type MemberActor, sessionOf } from '#server/domain/actor.ts'
import { decideApproval } from '#server/domain/commission/decide-approval.ts'
import type { ApproveEntries } from '#server/domain/commission/input.ts'

/**
 * Approves entries one by one: each is approved, waits for a second person, or is refused by its own rule. Approving twice is
 * once. The database decides again, under lock, and has the last word.
 */
export async function approveEntries(
  actor: MemberActor,
  input: ApproveEntries,
): Promise<{ results: EntryResult[] }> {
  authorize(actor, 'commission.approve')
  return transaction(actor, async (tx) => {
    const entries = await loadEntries(tx, actor.membershipId, input.entryIds)

    const refused = entries.flatMap((entry): EntryResult[] => {
      const decision = decideApproval(entry, actor.membershipId)
      if (decision.kind !== 'refuse') return []
      return [{ entryId: entry.entryId, outcome: 'refused', rule: decision.rule }]
    })
    const refusedIds = new Set(refused.map((result) => result.entryId))

    const open = input.entryIds.filter((id) => !refusedIds.has(id))
    const saved = await saveApprovals(tx, sessionOf(actor), open)
    return { results: [...refused, ...saved] }
  })
}
