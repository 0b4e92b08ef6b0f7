import { forgetWebhookLog as forget } from '#server/operations/webhook/forget-webhook-log.ts'
import { allOrganizations } from '#server/reports/all-organizations.ts'
import type { Job } from './job.ts'

/** Every night: what went out and came in more than thirty days ago serves nobody. */
export const forgetWebhookLog: Job = {
  schedule: '50 19 * * *',
  run: async (_payload, now) => {
    for (const organizationId of await allOrganizations())
      await forget({ kind: 'job', organizationId, job: 'forget-webhook-log', requestId: '' }, now)
  },
}
