import { z } from 'zod'
import { workerPool } from './client.ts'
import { reading } from './reading.ts'

const Organization = z.object({ id: z.string(), name: z.string() })

/**
 * Organizations with an id or a name, for commands: a person at the machine names what the database shows to no role as a whole, so
 * each organization is asked for itself.
 */
export async function findOrganizations(named: string): Promise<z.infer<typeof Organization>[]> {
  const { rows } = await workerPool().query('SELECT job_organizations() AS id')
  const found: z.infer<typeof Organization>[] = []
  for (const { id } of z.array(z.object({ id: z.string() })).parse(rows)) {
    const actor = { kind: 'job', organizationId: id, job: 'command-line', requestId: '' } as const
    const own = await reading(actor, (db) =>
      db.rows(Organization, 'SELECT id, name FROM organizations WHERE id = $1::uuid', [id]),
    )
    found.push(...own.filter((one) => one.id === named || one.name === named))
  }
  return found
}
