import { type LedgerPosting, listPostings } from '#server/db/ledger.ts'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { LedgerQuestion } from '#server/domain/ledger/input.ts'
import { cursorPlace, pageOf } from '#server/domain/list-cursor.ts'

/** Postings, the newest first; a late correction stands in the month that recorded it, with the day it happened. */
export async function ledgerEntries(
  actor: Actor,
  { cursor, limit, accountCode, from, until }: LedgerQuestion,
): Promise<{ items: LedgerPosting[]; next: string | null }> {
  authorize(actor, 'ledger.read')
  return reading(actor, async (db) => {
    const after = cursor ? cursorPlace(cursor) : null
    const found = await listPostings(db, { accountCode, from, until, after, size: limit + 1 })
    return pageOf(found, limit, (posting) => ({ at: posting.place, id: posting.id }))
  })
}
