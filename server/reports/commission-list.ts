import { type ListedEntry, listEntries } from '#server/db/commission-list.ts'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { EntryListQuestion } from '#server/domain/commission/input.ts'
import { cursorPlace, pageOf } from '#server/domain/list-cursor.ts'

/** Entries by what they came to, the newest first. */
export async function commissionList(
  actor: Actor,
  { status, cursor, limit }: EntryListQuestion,
): Promise<{ items: ListedEntry[]; next: string | null }> {
  authorize(actor, 'commission.read')
  return reading(actor, async (db) => {
    const after = cursor ? cursorPlace(cursor) : null
    const found = await listEntries(db, { status: status ?? null, after, size: limit + 1 })
    return pageOf(found, limit, (entry) => ({ at: entry.place, id: entry.entryId }))
  })
}
