import { mergeDeltas } from '#server/db/rollup-merge.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

/** Folds the signed deltas of all organizations into their rollups. Exactly once, however often it is called or killed. */
export async function mergeRollups(actor: Actor): Promise<{ merged: number }> {
  authorize(actor, 'rollup.merge')

  return { merged: await mergeDeltas() }
}
