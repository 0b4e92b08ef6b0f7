import { log } from '#server/log.ts'
import { verifyRollups as verify } from '#server/operations/rollup/verify-rollups.ts'
import { allOrganizations } from '#server/reports/all-organizations.ts'
import type { Job } from './job.ts'

/** Holds every count against the facts, every night, and raises an alarm where one differs. */
export const verifyRollups: Job = {
  schedule: '40 18 * * *',
  run: async (_payload, now) => {
    for (const organizationId of await allOrganizations()) {
      const job = { kind: 'job', organizationId, job: 'verify-rollups', requestId: '' } as const
      const found = await verify(job, now)
      if (found.length > 0)
        log.error(
          { organizationId, count: found.length, first: found[0] },
          'rollups differ from facts',
        )
    }
  },
}
