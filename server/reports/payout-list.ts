import { listPayouts, type PayoutBatchRow } from '#server/db/payout-list.ts'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { PayoutListQuestion } from '#server/domain/payout/input.ts'

/** Payout batches, the newest first. */
export async function payoutList(
  actor: Actor,
  { cursor, limit }: PayoutListQuestion,
): Promise<{ items: PayoutBatchRow[]; next: number | null }> {
  authorize(actor, 'payout.read')
  return reading(actor, async (db) => {
    const found = await listPayouts(db, { beforeNo: cursor ?? null, size: limit + 1 })
    const items = found.slice(0, limit)
    return { items, next: found.length > limit ? (items.at(-1)?.batchNo ?? null) : null }
  })
}
