import { z } from 'zod'
import { ownerTransaction } from '#server/db/owner-transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

const Sample = z.object({ id: z.string(), name: z.string() })

/** The organizations that are samples, oldest first. */
export async function listSamples(actor: Actor): Promise<z.infer<typeof Sample>[]> {
  authorize(actor, 'organization.create')
  return ownerTransaction(actor, (tx) =>
    tx.rows(Sample, 'SELECT id, name FROM organizations WHERE is_sample ORDER BY created_at, id'),
  )
}
