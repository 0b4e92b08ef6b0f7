import { log } from '#server/log.ts'
import { deliverNextWebhook } from '#server/operations/webhook/deliver-next-webhook.ts'
import { everyOrganization } from './every-organization.ts'
import type { Job } from './job.ts'

/** Requests that this job has open at once. */
const LANES = 6
/** Then it makes room for other jobs; the minute's own run goes on with what is left. */
const BUDGET_MS = 50_000

/**
 * Sends what is due: woken by events and by retries that are near, and each minute for everything else. Any number may run at once:
 * what one has claimed another does not see.
 */
export const deliverWebhooks: Job = {
  schedule: '* * * * *',
  run: async (_payload, now) => {
    const lead = Date.now() - now.getTime()
    const until = Date.now() + BUDGET_MS
    const lanes = Array.from({ length: LANES }, () => lane(lead, until))
    const failed = (await Promise.allSettled(lanes)).find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  },
}

/** @param lead  how far the machine's clock is ahead of the caller's, in milliseconds */
async function lane(lead: number, until: number): Promise<void> {
  const actor = everyOrganization('deliver-webhooks')
  while (Date.now() < until) {
    const done = await deliverNextWebhook(actor, new Date(Date.now() - lead))
    if (!done) return
    if (done.kind === 'disable') log.warn(done, 'webhook endpoint disabled')
  }
}
