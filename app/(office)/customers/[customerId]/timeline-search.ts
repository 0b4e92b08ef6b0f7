import {
  createLoader,
  type inferParserType,
  parseAsArrayOf,
  parseAsStringLiteral,
} from 'nuqs/server'
import { TIMELINE_DIRECTIONS, TIMELINE_KINDS } from '#server/domain/timeline/timeline-kind.ts'

const PAGE_SIZE = 100

/** What the timeline keeps in its address: which kinds, and which end comes first. */
export const timelineSearch = {
  kind: parseAsArrayOf(parseAsStringLiteral(TIMELINE_KINDS)).withDefault([]),
  order: parseAsStringLiteral(TIMELINE_DIRECTIONS).withDefault('newest'),
}

export type TimelineSearch = inferParserType<typeof timelineSearch>

export const loadTimelineSearch = createLoader(timelineSearch)

/** What the server is asked for an address. */
export function timelineQuestionOf(customerId: string, { kind, order }: TimelineSearch) {
  // In the order of the list, so that two ways of choosing the same kinds are one question.
  const kinds = TIMELINE_KINDS.filter((one) => kind.includes(one))
  return { customerId, kinds, order, limit: PAGE_SIZE }
}
