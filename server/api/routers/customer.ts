import { CustomerListQuestion, CustomerSearchQuestion } from '#server/domain/customer/list/input.ts'
import { CustomerQuestion, TimelineQuestion } from '#server/domain/timeline/input.ts'
import { revealPhone } from '#server/operations/customer/reveal-phone.ts'
import { customerDetail } from '#server/reports/customer-detail.ts'
import { customerList } from '#server/reports/customer-list.ts'
import { customerSearch } from '#server/reports/customer-search.ts'
import { customerTimeline } from '#server/reports/customer-timeline.ts'
import { router, signedIn } from '../trpc.ts'

export const customerRouter = router({
  list: signedIn
    .input(CustomerListQuestion)
    .query(({ ctx, input }) => customerList(ctx.actor, input)),
  search: signedIn
    .input(CustomerSearchQuestion)
    .query(({ ctx, input }) => customerSearch(ctx.actor, input)),
  get: signedIn.input(CustomerQuestion).query(({ ctx, input }) => customerDetail(ctx.actor, input)),
  timeline: signedIn
    .input(TimelineQuestion)
    .query(({ ctx, input }) => customerTimeline(ctx.actor, input)),
  revealPhone: signedIn
    .input(CustomerQuestion)
    .mutation(({ ctx, input }) => revealPhone(ctx.actor, input)),
})
