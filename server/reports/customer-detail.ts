import { type CustomerIdentity, getCustomerIdentity } from '#server/db/customer-detail.ts'
import { type CustomerActivity, readActivity } from '#server/db/customer-page.ts'
import { mayReveal } from '#server/db/customer-reveal.ts'
import { countTimeline } from '#server/db/customer-timeline.ts'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { notFound } from '#server/domain/errors.ts'
import type { CustomerQuestion } from '#server/domain/timeline/input.ts'
import type { TimelineKind } from '#server/domain/timeline/timeline-kind.ts'
import { visibleKinds } from '#server/domain/timeline/visible-kinds.ts'

export type CustomerDetail = CustomerIdentity &
  CustomerActivity & {
    /** The kinds of events that the reader may see, with how many there are (up to 1 000). */
    kinds: { kind: TimelineKind; count: number }[]
    /** Whether the reader may have the whole number shown (which is audited). */
    canReveal: boolean
  }

/** Who a customer is and how much there is to tell of them; the phone only by its last four digits. */
export async function customerDetail(
  actor: Actor,
  { customerId }: CustomerQuestion,
): Promise<CustomerDetail> {
  authorize(actor, 'customer.read')
  return reading(actor, async (db) => {
    const identity = await getCustomerIdentity(db, customerId)
    const canReveal = identity.hasPhone && (await mayReveal(db, actor, customerId))
    const kinds = visibleKinds(actor.kind === 'member' ? actor.role : 'job')
    const counts = await countTimeline(db, customerId, kinds)
    const activity = (await readActivity(db, [customerId])).get(customerId)
    if (!activity) throw notFound('customer')
    return {
      ...identity,
      ...activity,
      canReveal,
      kinds: kinds.map((kind) => ({ kind, count: counts.get(kind) ?? 0 })),
    }
  })
}
