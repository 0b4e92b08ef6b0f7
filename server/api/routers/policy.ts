import { ChosenPolicy, DraftPolicy } from '#server/domain/policy/input.ts'
import { draftPolicy } from '#server/operations/policy/draft-policy.ts'
import { sealPolicy } from '#server/operations/policy/seal-policy.ts'
import { policyList } from '#server/reports/policy-list.ts'
import { router, signedIn } from '../trpc.ts'

export const policyRouter = router({
  list: signedIn.query(({ ctx }) => policyList(ctx.actor)),
  draft: signedIn.input(DraftPolicy).mutation(({ ctx, input }) => draftPolicy(ctx.actor, input)),
  seal: signedIn.input(ChosenPolicy).mutation(({ ctx, input }) => sealPolicy(ctx.actor, input)),
})
