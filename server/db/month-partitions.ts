import { z } from 'zod'
import { workerPool } from './client.ts'

const Made = z.object({ made: z.number(), strays: z.number() })

/** Makes the months that are missing in a range of days. */
export async function makeMonths(from: Date, until: Date): Promise<z.infer<typeof Made>> {
  const { rows } = await workerPool().query(
    'SELECT ensure_partitions($1::date, $2::date) AS made, stray_facts() AS strays',
    [from.toISOString(), until.toISOString()],
  )
  return Made.parse(rows[0])
}
