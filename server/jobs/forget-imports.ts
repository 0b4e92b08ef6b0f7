import type { Actor } from '#server/domain/actor.ts'
import { forgetImportChunk } from '#server/operations/import/forget-import-chunk.ts'
import { importsToForget } from '#server/reports/imports-to-forget.ts'
import type { Job } from './job.ts'

/** Empties old staging every night: names and telephone numbers stay no longer than they serve. */
export const forgetImports: Job = {
  schedule: '20 19 * * *',
  run: async (_payload, now) => {
    for (const { organizationId, importId } of await importsToForget(now)) {
      const actor: Actor = { kind: 'job', organizationId, job: 'forget-imports', requestId: '' }
      for (let isDone = false; !isDone; )
        isDone = (await forgetImportChunk(actor, { importId }, now)).isDone
    }
  },
}
