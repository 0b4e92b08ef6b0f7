import { ChangeMember, ChosenMember } from '#server/domain/member/input.ts'
import { changeMember } from '#server/operations/member/change-member.ts'
import { createMemberPasswordLink } from '#server/operations/member/create-member-password-link.ts'
import { deactivateMember } from '#server/operations/member/deactivate-member.ts'
import { reactivateMember } from '#server/operations/member/reactivate-member.ts'
import { memberList } from '#server/reports/member-list.ts'
import { router, signedIn } from '../trpc.ts'

export const memberRouter = router({
  list: signedIn.query(({ ctx }) => memberList(ctx.actor)),
  change: signedIn.input(ChangeMember).mutation(({ ctx, input }) => changeMember(ctx.actor, input)),
  deactivate: signedIn
    .input(ChosenMember)
    .mutation(({ ctx, input }) => deactivateMember(ctx.actor, input)),
  reactivate: signedIn
    .input(ChosenMember)
    .mutation(({ ctx, input }) => reactivateMember(ctx.actor, input)),
  createPasswordLink: signedIn
    .input(ChosenMember)
    .mutation(({ ctx, input }) => createMemberPasswordLink(ctx.actor, input, ctx.now)),
})
