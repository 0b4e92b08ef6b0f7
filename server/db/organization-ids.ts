import { z } from 'zod'
import { workerPool } from './client.ts'

const Ids = z.array(z.object({ id: z.string() }))

/** Every organization, for work of the clock. Ids only: the worker's role sees no more. */
export async function listOrganizationIds(): Promise<string[]> {
  const { rows } = await workerPool().query('SELECT job_organizations() AS id')
  return Ids.parse(rows).map(({ id }) => id)
}
