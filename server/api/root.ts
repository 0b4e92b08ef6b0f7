import { accessRouter } from './routers/access.ts'
import { apiKeyRouter } from './routers/api-key.ts'
import { auditRouter } from './routers/audit.ts'
import { commissionRouter } from './routers/commission.ts'
import { customerRouter } from './routers/customer.ts'
import { experienceRouter } from './routers/experience.ts'
import { impactRouter } from './routers/impact.ts'
import { importRouter } from './routers/import.ts'
import { invitationRouter } from './routers/invitation.ts'
import { ledgerRouter } from './routers/ledger.ts'
import { locationRouter } from './routers/location.ts'
import { memberRouter } from './routers/member.ts'
import { organizationRouter } from './routers/organization.ts'
import { payeeRouter } from './routers/payee.ts'
import { payoutRouter } from './routers/payout.ts'
import { policyRouter } from './routers/policy.ts'
import { profileRouter } from './routers/profile.ts'
import { recordRouter } from './routers/record.ts'
import { referralRouter } from './routers/referral.ts'
import { shellRouter } from './routers/shell.ts'
import { webhookRouter } from './routers/webhook.ts'
import { router } from './trpc.ts'

/** Every noun's router, by name. */
export const appRouter = router({
  access: accessRouter,
  apiKey: apiKeyRouter,
  customer: customerRouter,
  experience: experienceRouter,
  invitation: invitationRouter,
  location: locationRouter,
  member: memberRouter,
  organization: organizationRouter,
  profile: profileRouter,
  record: recordRouter,
  shell: shellRouter,
  impact: impactRouter,
  import: importRouter,
  audit: auditRouter,
  commission: commissionRouter,
  ledger: ledgerRouter,
  payee: payeeRouter,
  payout: payoutRouter,
  policy: policyRouter,
  referral: referralRouter,
  webhook: webhookRouter,
})

export type AppRouter = typeof appRouter
