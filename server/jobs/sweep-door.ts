import { log } from '#server/log.ts'
import { sweepDoor as sweep } from '#server/operations/api-key/sweep-door.ts'
import { everyOrganization } from './every-organization.ts'
import type { Job } from './job.ts'

/** Forgets old answers of the outside door every night: they hold ids, and nobody asks for them after a day. */
export const sweepDoor: Job = {
  schedule: '40 18 * * *',
  run: async () => {
    const { swept } = await sweep(everyOrganization('sweep-door'))
    if (swept > 0) log.info({ swept }, 'outside door swept')
  },
}
