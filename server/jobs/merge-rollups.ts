import { mergeRollups as merge } from '#server/operations/rollup/merge-rollups.ts'
import { everyOrganization } from './every-organization.ts'
import type { Job } from './job.ts'

/** Keeps the deltas few. Answers never wait for it: a question sums rollup and deltas. */
export const mergeRollups: Job = {
  schedule: '* * * * *',
  run: async () => {
    await merge(everyOrganization('merge-rollups'))
  },
}
