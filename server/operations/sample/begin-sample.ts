import { ownerTransaction } from '#server/db/owner-transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { conflict } from '#server/domain/errors.ts'

/**
 * Marks the database as one of samples, so that its clock may be moved. Never one with organizations of its own.
 * @throws ProblemError conflict, where somebody works already
 */
export async function beginSample(actor: Actor): Promise<void> {
  authorize(actor, 'organization.create')
  await ownerTransaction(actor, async (tx) => {
    const marked = await tx.execute(
      `UPDATE clock_offsets SET database_kind = CASE database_kind WHEN 'test' THEN 'test' ELSE 'sample' END, offset_seconds = 0
       WHERE NOT EXISTS (SELECT FROM organizations WHERE NOT is_sample)`,
    )
    if (marked === 0) throw conflict('organization')
  })
}
