import { CreateInvitation, RevokeInvitation } from '#server/domain/invitation/input.ts'
import { createInvitation } from '#server/operations/invitation/create-invitation.ts'
import { revokeInvitation } from '#server/operations/invitation/revoke-invitation.ts'
import { router, signedIn } from '../trpc.ts'

export const invitationRouter = router({
  create: signedIn
    .input(CreateInvitation)
    .mutation(({ ctx, input }) => createInvitation(ctx.actor, input, ctx.now)),
  revoke: signedIn
    .input(RevokeInvitation)
    .mutation(({ ctx, input }) => revokeInvitation(ctx.actor, input)),
})
