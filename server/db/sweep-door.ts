import { z } from 'zod'
import { workerPool } from './client.ts'

const Swept = z.object({ swept: z.coerce.number() })

/** Forgets answers and counters of the outside door that nobody can ask for any more; of all organizations. */
export async function sweepDoor(): Promise<number> {
  const { rows } = await workerPool().query('SELECT door_sweep() AS swept')
  return Swept.parse(rows[0]).swept
}
