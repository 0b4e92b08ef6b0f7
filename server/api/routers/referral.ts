import {
  AdvanceReferrals,
  ChosenReferral,
  ClaimReferrals,
  KeepReferrals,
  ReferralFunnelQuestion,
  ReferralListQuestion,
  ReferralsOverTimeQuestion,
  VoidReferral,
} from '#server/domain/referral/input.ts'
import { advanceReferrals } from '#server/operations/referral/advance-referrals.ts'
import { claimReferrals } from '#server/operations/referral/claim-referrals.ts'
import { keepReferrals } from '#server/operations/referral/keep-referrals.ts'
import { voidReferral } from '#server/operations/referral/void-referral.ts'
import { referralDetail } from '#server/reports/referral-detail.ts'
import { referralFunnel } from '#server/reports/referral-funnel.ts'
import { referralList } from '#server/reports/referral-list.ts'
import { referralsOverTime } from '#server/reports/referrals-over-time.ts'
import { router, signedIn } from '../trpc.ts'

export const referralRouter = router({
  list: signedIn
    .input(ReferralListQuestion)
    .query(({ ctx, input }) => referralList(ctx.actor, input, ctx.now)),
  get: signedIn.input(ChosenReferral).query(({ ctx, input }) => referralDetail(ctx.actor, input)),
  funnel: signedIn
    .input(ReferralFunnelQuestion)
    .query(({ ctx, input }) => referralFunnel(ctx.actor, input, ctx.now)),
  overTime: signedIn
    .input(ReferralsOverTimeQuestion)
    .query(({ ctx, input }) => referralsOverTime(ctx.actor, input, ctx.now)),
  claim: signedIn
    .input(ClaimReferrals)
    .mutation(({ ctx, input }) => claimReferrals(ctx.actor, input)),
  advance: signedIn
    .input(AdvanceReferrals)
    .mutation(({ ctx, input }) => advanceReferrals(ctx.actor, input)),
  void: signedIn.input(VoidReferral).mutation(({ ctx, input }) => voidReferral(ctx.actor, input)),
  keep: signedIn.input(KeepReferrals).mutation(({ ctx, input }) => keepReferrals(ctx.actor, input)),
})
