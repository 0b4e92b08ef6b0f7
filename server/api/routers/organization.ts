import { ChangeOrganization } from '#server/domain/organization/input.ts'
import { changeOrganization } from '#server/operations/organization/change-organization.ts'
import { organizationSettings } from '#server/reports/organization-settings.ts'
import { router, signedIn } from '../trpc.ts'

export const organizationRouter = router({
  settings: signedIn.query(({ ctx }) => organizationSettings(ctx.actor)),
  change: signedIn
    .input(ChangeOrganization)
    .mutation(({ ctx, input }) => changeOrganization(ctx.actor, input)),
})
