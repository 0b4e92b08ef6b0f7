import { z } from 'zod'
import { ownerTransaction } from '#server/db/owner-transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

const Removed = z.object({ rows: z.coerce.number() })

/**
 * Takes the actor's organization away with every row of it, and its people of the sample. Only where it was marked as a sample when it
 * was made; then it also waits for whoever writes anywhere, so it is for quiet hours.
 * @returns how many rows went
 * @throws ProblemError not-found, for an organization that is no sample
 */
export async function removeOrganization(actor: Actor): Promise<number> {
  authorize(actor, 'organization.remove')
  return ownerTransaction(actor, async (tx) => {
    const [removed] = await tx.rows(Removed, 'SELECT sample_organization_remove($1) AS rows', [
      actor.organizationId,
    ])
    return removed?.rows ?? 0
  })
}
