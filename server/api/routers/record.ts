import { AnswerWorthIt } from '#server/domain/episode/input.ts'
import { answerWorthIt } from '#server/operations/episode/answer-worth-it.ts'
import { recordChoices } from '#server/reports/record-choices.ts'
import { router, signedIn } from '../trpc.ts'

/** What the record page needs besides finding a customer and recording the moment. */
export const recordRouter = router({
  choices: signedIn.query(({ ctx }) => recordChoices(ctx.actor)),
  answerWorthIt: signedIn
    .input(AnswerWorthIt)
    .mutation(({ ctx, input }) => answerWorthIt(ctx.actor, input, ctx.now)),
})
