import {
  ExposuresQuestion,
  ImpactQuestion,
  MomentQuestion,
  PlaceQuestion,
  TrendQuestion,
} from '#server/domain/impact/input.ts'
import { exposuresBehind } from '#server/reports/exposures-behind.ts'
import { momentImpact } from '#server/reports/moment-impact.ts'
import { momentTrend } from '#server/reports/moment-trend.ts'
import { momentWordOfMouth } from '#server/reports/moment-word-of-mouth.ts'
import { worthIt } from '#server/reports/worth-it.ts'
import { router, signedIn } from '../trpc.ts'

export const impactRouter = router({
  byMoment: signedIn
    .input(ImpactQuestion)
    .query(({ ctx, input }) => momentImpact(ctx.actor, input, ctx.now)),
  byDay: signedIn
    .input(TrendQuestion)
    .query(({ ctx, input }) => momentTrend(ctx.actor, input, ctx.now)),
  exposuresBehind: signedIn
    .input(ExposuresQuestion)
    .query(({ ctx, input }) => exposuresBehind(ctx.actor, input, ctx.now)),
  wordOfMouth: signedIn
    .input(MomentQuestion)
    .query(({ ctx, input }) => momentWordOfMouth(ctx.actor, input, ctx.now)),
  worthIt: signedIn
    .input(PlaceQuestion)
    .query(({ ctx, input }) => worthIt(ctx.actor, input, ctx.now)),
})
