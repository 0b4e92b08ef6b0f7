import {
  ApproveEntries,
  ChosenCommission,
  EntryListQuestion,
  EntryQueueQuestion,
  HoldCommission,
  OptImportIn,
  ProposeCommissions,
  RejectEntries,
  UnholdCommission,
} from '#server/domain/commission/input.ts'
import { approveEntries } from '#server/operations/commission/approve-entries.ts'
import { holdCommission } from '#server/operations/commission/hold-commission.ts'
import { optImportIn } from '#server/operations/commission/opt-import-in.ts'
import { proposeCommissions } from '#server/operations/commission/propose-commissions.ts'
import { rejectEntries } from '#server/operations/commission/reject-entries.ts'
import { unholdCommission } from '#server/operations/commission/unhold-commission.ts'
import { commissionDetail } from '#server/reports/commission-detail.ts'
import { commissionList } from '#server/reports/commission-list.ts'
import { entriesToApprove } from '#server/reports/entries-to-approve.ts'
import { unproposedReferrals } from '#server/reports/unproposed-referrals.ts'
import { router, signedIn } from '../trpc.ts'

export const commissionRouter = router({
  queue: signedIn
    .input(EntryQueueQuestion)
    .query(({ ctx, input }) => entriesToApprove(ctx.actor, input)),
  list: signedIn
    .input(EntryListQuestion)
    .query(({ ctx, input }) => commissionList(ctx.actor, input)),
  get: signedIn
    .input(ChosenCommission)
    .query(({ ctx, input }) => commissionDetail(ctx.actor, input)),
  unproposed: signedIn.query(({ ctx }) => unproposedReferrals(ctx.actor)),
  approve: signedIn
    .input(ApproveEntries)
    .mutation(({ ctx, input }) => approveEntries(ctx.actor, input)),
  reject: signedIn
    .input(RejectEntries)
    .mutation(({ ctx, input }) => rejectEntries(ctx.actor, input)),
  hold: signedIn
    .input(HoldCommission)
    .mutation(({ ctx, input }) => holdCommission(ctx.actor, input)),
  unhold: signedIn
    .input(UnholdCommission)
    .mutation(({ ctx, input }) => unholdCommission(ctx.actor, input)),
  propose: signedIn
    .input(ProposeCommissions)
    .mutation(({ ctx, input }) => proposeCommissions(ctx.actor, input)),
  optIn: signedIn.input(OptImportIn).mutation(({ ctx, input }) => optImportIn(ctx.actor, input)),
})
