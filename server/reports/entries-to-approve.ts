import {
  listQueue,
  type QueuedEntry,
  type QueueTotal,
  sumQueue,
} from '#server/db/commission-queue.ts'
import { reading } from '#server/db/reading.ts'
import { authorize, type MemberActor } from '#server/domain/actor.ts'
import {
  approvalRefusal,
  approvalStop,
  type EntryStop,
} from '#server/domain/commission/decide-approval.ts'
import type { EntryQueueQuestion } from '#server/domain/commission/input.ts'
import { cursorPlace, pageOf } from '#server/domain/list-cursor.ts'
import type { Rule } from '#server/domain/rule.ts'

export type EntryToApprove = QueuedEntry & {
  /** What stops it, whoever looks. */
  stop: EntryStop | null
  /** Why the person who looks may not approve it. */
  refusal: Rule | null
}

/** Finance's queue: undecided entries, the longest waiting first. */
export async function entriesToApprove(
  actor: MemberActor,
  { cursor, limit, ...filter }: EntryQueueQuestion,
): Promise<{ items: EntryToApprove[]; next: string | null; totals: QueueTotal[] }> {
  authorize(actor, 'commission.read')
  return reading(actor, async (db) => {
    const after = cursor ? cursorPlace(cursor) : null
    const found = await listQueue(db, actor.membershipId, { ...filter, after, size: limit + 1 })
    const judged = found.map((entry) => ({
      ...entry,
      stop: approvalStop(entry),
      refusal: approvalRefusal(entry, actor.membershipId),
    }))
    const page = pageOf(judged, limit, (entry) => ({ at: entry.place, id: entry.entryId }))
    return { ...page, totals: await sumQueue(db) }
  })
}
