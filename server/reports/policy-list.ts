import { type ListedPolicy, listPolicies } from '#server/db/policy.ts'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

/** Every version of rates and caps, the newest first. */
export async function policyList(actor: Actor): Promise<{ items: ListedPolicy[] }> {
  authorize(actor, 'policy.read')
  return reading(actor, async (db) => ({ items: await listPolicies(db) }))
}
