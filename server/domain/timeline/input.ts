import { z } from 'zod'
import { TIMELINE_DIRECTIONS, TIMELINE_KINDS } from './timeline-kind.ts'
import { findTimelinePlace } from './timeline-place.ts'

/** One customer. */
export const CustomerQuestion = z.strictObject({ customerId: z.guid() })
export type CustomerQuestion = z.infer<typeof CustomerQuestion>

/** A page of one customer's timeline; no kinds means all of them. */
export const TimelineQuestion = z.strictObject({
  customerId: z.guid(),
  kinds: z.array(z.enum(TIMELINE_KINDS)).max(TIMELINE_KINDS.length),
  /** Which end comes first. */
  order: z.enum(TIMELINE_DIRECTIONS),
  /** tRPC adds it to every question that is asked page by page; not read. */
  direction: z.enum(['forward', 'backward']).nullish(),
  cursor: z
    .string()
    .max(120)
    .transform((text, context) => {
      const place = findTimelinePlace(text)
      if (place) return place
      context.addIssue({ code: 'custom', message: 'invalid' })
      return z.NEVER
    })
    .nullish(),
  limit: z.number().int().min(1).max(200),
})
export type TimelineQuestion = z.infer<typeof TimelineQuestion>
