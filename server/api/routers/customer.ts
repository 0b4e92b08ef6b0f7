import { ChangeCustomer, CreateCustomer } from '#server/domain/customer/change/input.ts'
import { CustomerListQuestion, CustomerSearchQuestion } from '#server/domain/customer/list/input.ts'
import { CustomerQuestion, TimelineQuestion } from '#server/domain/timeline/input.ts'
import { changeCustomer } from '#server/operations/customer/change-customer.ts'
import { createCustomer } from '#server/operations/customer/create-customer.ts'
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
  create: signedIn
    .input(CreateCustomer)
    .mutation(({ ctx, input }) => createCustomer(ctx.actor, input, ctx.now)),
  change: signedIn
    .input(ChangeCustomer)
    .mutation(({ ctx, input }) => changeCustomer(ctx.actor, input, ctx.now)),
  revealPhone: signedIn
    .input(CustomerQuestion)
    .mutation(({ ctx, input }) => revealPhone(ctx.actor, input)),
})
