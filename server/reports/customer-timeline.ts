import { findArchivedUntil } from '#server/db/archived-until.ts'
import { getCustomerIdentity } from '#server/db/customer-detail.ts'
import { listTimeline } from '#server/db/customer-timeline.ts'
import type { TimelineRow } from '#server/db/customer-timeline-row.ts'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { extremeOf } from '#server/domain/timeline/extreme-of.ts'
import type { TimelineQuestion } from '#server/domain/timeline/input.ts'
import { timelinePlaceText } from '#server/domain/timeline/timeline-place.ts'
import { visibleKinds } from '#server/domain/timeline/visible-kinds.ts'

type Shown<Row> = Row extends TimelineRow ? Omit<Row, 'place' | 'valleyScore'> : never

/** One event of a customer's timeline; its key is unique among them. */
export type TimelineEvent = Shown<TimelineRow> & {
  key: string
  /** Of an experience: whether it stands out. */
  extreme: 'peak' | 'valley' | null
}

export type CustomerTimeline = {
  events: TimelineEvent[]
  /** Where the next page begins; null after the last. */
  nextCursor: string | null
  /** Experiences before this instant are archived and not in the line; null while none is. */
  archivedUntil: Date | null
}

/**
 * What happened between one customer and us, on one line: by time, then id. Who may not see amounts of thanks is told
 * nothing of them, not even that there are any.
 */
export async function customerTimeline(
  actor: Actor,
  question: TimelineQuestion,
): Promise<CustomerTimeline> {
  authorize(actor, 'customer.read')
  const { customerId, order: direction, limit } = question
  const kinds = visibleKinds(actor.kind === 'member' ? actor.role : 'job', question.kinds)
  return reading(actor, async (db) => {
    await getCustomerIdentity(db, customerId)
    const archivedUntil = await findArchivedUntil(db)
    if (kinds.length === 0) return { events: [], nextCursor: null, archivedUntil }
    const from = question.cursor ?? null
    const found = await listTimeline(db, { customerId, kinds, direction, from, size: limit + 1 })
    const rows = found.slice(0, limit)
    const last = rows.at(-1)
    return {
      events: rows.map(present),
      nextCursor: last && found.length > limit ? timelinePlaceText(last.place) : null,
      archivedUntil,
    }
  })
}

function present({ place, valleyScore, ...event }: TimelineRow): TimelineEvent {
  const extreme = event.kind === 'experience' ? extremeOf(event.score, valleyScore) : null
  return { ...event, extreme, key: `${event.kind}~${place.id}~${place.rank}` }
}
