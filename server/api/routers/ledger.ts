import { LedgerQuestion, TrialQuestion } from '#server/domain/ledger/input.ts'
import { ledgerEntries } from '#server/reports/ledger-entries.ts'
import { trialBalance } from '#server/reports/trial-balance.ts'
import { router, signedIn } from '../trpc.ts'

export const ledgerRouter = router({
  entries: signedIn
    .input(LedgerQuestion)
    .query(({ ctx, input }) => ledgerEntries(ctx.actor, input)),
  trial: signedIn.input(TrialQuestion).query(({ ctx, input }) => trialBalance(ctx.actor, input)),
})
