import { log } from '#server/log.ts'
import { allOrganizations } from '#server/reports/all-organizations.ts'
import { rollupDifferences } from '#server/reports/rollup-differences.ts'
import type { Job } from './job.ts'

/** Holds every count against the facts, every night, and raises an alarm where one differs. */
export const verifyRollups: Job = {
  schedule: '40 18 * * *',
  run: async () => {
    for (const organizationId of await allOrganizations()) {
      const found = await rollupDifferences({
        kind: 'job',
        organizationId,
        job: 'verify-rollups',
        requestId: '',
      })
      if (found.length > 0)
        log.error(
          { organizationId, count: found.length, first: found[0] },
          'rollups differ from facts',
        )
    }
  },
}
