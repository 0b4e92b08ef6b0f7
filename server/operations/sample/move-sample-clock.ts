import { ownerTransaction } from '#server/db/owner-transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

/** Lets the clock of money rows show `at` from now on, in a database of samples; null is the real time. The database refuses it elsewhere. */
export async function moveSampleClock(actor: Actor, at: Date | null): Promise<void> {
  authorize(actor, 'organization.create')
  await ownerTransaction(actor, (tx) =>
    tx.execute(
      `UPDATE clock_offsets SET offset_seconds = coalesce(extract(epoch FROM $1::timestamptz - clock_timestamp())::bigint, 0)`,
      [at],
    ),
  )
}
