import { RecordMoment } from '#server/domain/experience/input.ts'
import { recordMoment } from '#server/operations/experience/record-moment.ts'
import { router, signedIn } from '../trpc.ts'

export const experienceRouter = router({
  record: signedIn
    .input(RecordMoment)
    .mutation(({ ctx, input }) => recordMoment(ctx.actor, input, ctx.now)),
})
