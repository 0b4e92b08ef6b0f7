import {
  ChosenPayee,
  PayeeFormQuestion,
  RequestPayee,
  SubmitPayee,
} from '#server/domain/payee/input.ts'
import { openPayeeForm } from '#server/operations/payee/open-payee-form.ts'
import { requestPayee } from '#server/operations/payee/request-payee.ts'
import { revealPayee } from '#server/operations/payee/reveal-payee.ts'
import { submitPayee } from '#server/operations/payee/submit-payee.ts'
import { anyone, router, signedIn } from '../trpc.ts'

export const payeeRouter = router({
  request: signedIn
    .input(RequestPayee)
    .mutation(({ ctx, input }) => requestPayee(ctx.actor, input)),
  reveal: signedIn.input(ChosenPayee).mutation(({ ctx, input }) => revealPayee(ctx.actor, input)),
  form: anyone
    .input(PayeeFormQuestion)
    .query(({ ctx, input }) => openPayeeForm(input, ctx.requestId)),
  submit: anyone.input(SubmitPayee).mutation(({ ctx, input }) => submitPayee(input, ctx.requestId)),
})
