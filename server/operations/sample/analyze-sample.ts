import { ownerTransaction } from '#server/db/owner-transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

/** Lets the planner know of tables that fill faster than it looks at them by itself; plans made for empty ones are very slow. */
export async function analyzeSample(actor: Actor): Promise<void> {
  authorize(actor, 'organization.create')
  await ownerTransaction(actor, (tx) => tx.execute('ANALYZE'))
}
