import {
  ChosenPayout,
  DraftPayout,
  PayableQuestion,
  PayoutListQuestion,
  SettleLine,
} from '#server/domain/payout/input.ts'
import { cancelPayout } from '#server/operations/payout/cancel-payout.ts'
import { draftPayout } from '#server/operations/payout/draft-payout.ts'
import { exportPayout } from '#server/operations/payout/export-payout.ts'
import { freezePayout } from '#server/operations/payout/freeze-payout.ts'
import { releasePayout } from '#server/operations/payout/release-payout.ts'
import { settleLine } from '#server/operations/payout/settle-line.ts'
import { payableAmounts } from '#server/reports/payable-amounts.ts'
import { payoutDetail } from '#server/reports/payout-detail.ts'
import { payoutList } from '#server/reports/payout-list.ts'
import { router, signedIn } from '../trpc.ts'

export const payoutRouter = router({
  list: signedIn.input(PayoutListQuestion).query(({ ctx, input }) => payoutList(ctx.actor, input)),
  get: signedIn.input(ChosenPayout).query(({ ctx, input }) => payoutDetail(ctx.actor, input)),
  payable: signedIn
    .input(PayableQuestion)
    .query(({ ctx, input }) => payableAmounts(ctx.actor, input)),
  draft: signedIn.input(DraftPayout).mutation(({ ctx, input }) => draftPayout(ctx.actor, input)),
  freeze: signedIn.input(ChosenPayout).mutation(({ ctx, input }) => freezePayout(ctx.actor, input)),
  release: signedIn
    .input(ChosenPayout)
    .mutation(({ ctx, input }) => releasePayout(ctx.actor, input)),
  cancel: signedIn.input(ChosenPayout).mutation(({ ctx, input }) => cancelPayout(ctx.actor, input)),
  export: signedIn.input(ChosenPayout).mutation(({ ctx, input }) => exportPayout(ctx.actor, input)),
  settle: signedIn.input(SettleLine).mutation(({ ctx, input }) => settleLine(ctx.actor, input)),
})
