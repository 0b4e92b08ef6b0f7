import { ownerTransaction } from '#server/db/owner-transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

/** Sets the clock right again, and lets the planner know the tables that were filled in one go: the first page shall be quick too. */
export async function finishSample(actor: Actor): Promise<void> {
  authorize(actor, 'organization.create')
  await ownerTransaction(actor, async (tx) => {
    await tx.execute('UPDATE clock_offsets SET offset_seconds = 0')
    await tx.execute('ANALYZE')
  })
}
