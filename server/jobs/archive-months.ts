import { env } from '#server/env.ts'
import { log } from '#server/log.ts'
import { archiveMonths as archive } from '#server/operations/partition/archive-months.ts'
import { everyOrganization } from './every-organization.ts'
import type { Job } from './job.ts'

/** Takes months out of the live table by the policy in ARCHIVE_AFTER_MONTHS, after the night's look at the counts; off unless set. */
export const archiveMonths: Job = {
  schedule: '50 20 * * *',
  run: async (_payload, now) => {
    const afterMonths = env().ARCHIVE_AFTER_MONTHS
    if (afterMonths === undefined) return
    for (const { month, held } of await archive(
      everyOrganization('archive-months'),
      { afterMonths },
      now,
    ))
      log.info({ month, held }, 'month archived')
  },
}
