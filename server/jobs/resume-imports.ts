import { stalledImports } from '#server/reports/stalled-imports.ts'
import { checkImport } from './check-import.ts'
import type { Job } from './job.ts'
import { runImport } from './run-import.ts'
import { takeBackImport } from './take-back-import.ts'

const WORK: Record<string, Job> = {
  'check-import': checkImport,
  'run-import': runImport,
  'take-back-import': takeBackImport,
}

/** Goes on with imports whose worker was killed: the queue would give their jobs out again only after hours. */
export const resumeImports: Job = {
  schedule: '* * * * *',
  run: async (_payload, now) => {
    for (const { task, organizationId, importId } of await stalledImports(now))
      await WORK[task]?.run({ organizationId, importId }, now)
  },
}
