/**
 * A place in a timeline: time, then id, then rank (the steps of one referral share an id and often a time). The time keeps
 * its microseconds, which a Date would lose; events of one millisecond would then be skipped or repeated.
 */
export type TimelinePlace = { at: string; id: string; rank: number }

const PLACE =
  /^(\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})~(\d{1,2})$/

/** The place as one word, for a link or a call. */
export function timelinePlaceText({ at, id, rank }: TimelinePlace): string {
  return `${at}~${id}~${rank}`
}

/** The place that a word names, or null where it names none. */
export function findTimelinePlace(text: string): TimelinePlace | null {
  const [, at, id, rank] = PLACE.exec(text) ?? []
  if (!at || !id || !rank) return null
  return { at, id, rank: Number(rank) }
}
