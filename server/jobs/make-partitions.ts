import { log } from '#server/log.ts'
import { makePartitions as make } from '#server/operations/partition/make-partitions.ts'
import { everyOrganization } from './every-organization.ts'
import type { Job } from './job.ts'

/** Makes months ahead, every day: one missed run leaves two months of time to notice. */
export const makePartitions: Job = {
  schedule: '10 18 * * *',
  run: async (_payload, now) => {
    const { made, strays } = await make(everyOrganization('make-partitions'), now)
    if (made > 0) log.info({ made }, 'partitions made')
    if (strays > 0) log.error({ strays }, 'facts lie in the default partition')
  },
}
