import type { Actor } from '#server/domain/actor.ts'
import { log } from '#server/log.ts'
import { keepDueReferrals as keepDue } from '#server/operations/referral/keep-due-referrals.ts'
import { allOrganizations } from '#server/reports/all-organizations.ts'
import type { Job } from './job.ts'

/** Every quarter of an hour: keeps referrals whose refund window is over, and proposes. It does nothing more with money, ever. */
export const keepDueReferrals: Job = {
  schedule: '*/15 * * * *',
  run: async () => {
    for (const organizationId of await allOrganizations()) {
      const actor: Actor = { kind: 'job', organizationId, job: 'keep-due-referrals', requestId: '' }
      const done = await keepDue(actor)
      if (done.kept + done.proposed > 0) log.info({ organizationId, ...done }, 'referrals kept')
    }
  },
}
