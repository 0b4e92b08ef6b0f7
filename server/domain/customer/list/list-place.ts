/** Where a page of customers ends: the value it is ordered by (arrival with microseconds, or pinyin), then the id. */
export type ListPlace = { key: string; id: string }

const PLACE = /^(.{0,400})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/s
const ARRIVAL = /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00$/

/** The place as one word, for a link or a call. */
export function listPlaceText({ key, id }: ListPlace): string {
  return `${key}~${id}`
}

/** The place that a word names, or null where it names none. */
export function findListPlace(text: string): ListPlace | null {
  const [, key, id] = PLACE.exec(text) ?? []
  return key === undefined || !id ? null : { key, id }
}

/** Whether the place's value is an arrival, as the orders by arrival need it. */
export function isArrival(place: ListPlace): boolean {
  return ARRIVAL.test(place.key)
}
