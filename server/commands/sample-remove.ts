import { randomUUID } from 'node:crypto'
import { closeDatabase } from '#server/db/client.ts'
import { ProblemError } from '#server/domain/errors.ts'
import { removeOrganization } from '#server/operations/organization/remove-organization.ts'
import { listSamples } from '#server/operations/sample/list-samples.ts'

// npm run sample:remove: takes every sample organization away, with all rows of it and its sample people.

const actorOf = (organizationId: string) =>
  ({ kind: 'job', organizationId, job: 'command-line', requestId: randomUUID() }) as const

try {
  const samples = await listSamples(actorOf(randomUUID()))
  if (samples.length === 0) console.log('There is no sample organization here.')
  for (const { id, name } of samples) {
    const rows = await removeOrganization(actorOf(id))
    console.log(`Removed ${name}: ${rows} rows.`)
  }
} catch (error) {
  const isBusy = error instanceof ProblemError && error.problem.kind === 'unavailable'
  if (!isBusy) throw error
  console.error('The database is busy with other work. Nothing was removed; try again in a minute.')
  process.exitCode = 1
} finally {
  await closeDatabase()
}
