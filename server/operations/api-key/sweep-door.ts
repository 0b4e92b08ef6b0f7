import { sweepDoor as sweep } from '#server/db/sweep-door.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

/** Forgets answers and counters of the outside door whose time is over. */
export async function sweepDoor(actor: Actor): Promise<{ swept: number }> {
  authorize(actor, 'door.sweep')
  return { swept: await sweep() }
}
