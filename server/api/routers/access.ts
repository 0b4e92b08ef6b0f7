import { acceptInvitation, invitationFor } from '#server/auth/accept-invitation.ts'
import { AcceptInvitation, FindInvitation } from '#server/domain/invitation/input.ts'
import { anyone, router } from '../trpc.ts'

export const accessRouter = router({
  invitation: anyone.input(FindInvitation).query(({ input }) => invitationFor(input.token)),
  acceptInvitation: anyone.input(AcceptInvitation).mutation(({ input }) => acceptInvitation(input)),
})
