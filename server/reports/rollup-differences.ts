import { reading } from '#server/db/reading.ts'
import { findDifferences } from '#server/db/rollup-verify.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

/** Whether every stored count of the actor's organization is what its facts say: where it is not, or nothing. */
export async function rollupDifferences(actor: Actor): Promise<{ check: string; place: string }[]> {
  authorize(actor, 'rollup.verify')

  return reading(actor, findDifferences)
}
