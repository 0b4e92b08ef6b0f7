/** Where a page of a list ended: a time to the microsecond, as the database writes it, and an id. Text, since a Date would lose digits. */
function cursorText(place: { at: string; id: string }): string {
  return `${place.at}|${place.id}`
}

/** The two halves of a cursor that a shape has let in. */
export function cursorPlace(cursor: string): { at: string; id: string } {
  const [at = '', id = ''] = cursor.split('|')
  return { at, id }
}

/** The form that every cursor has. */
export const CURSOR = /^\d{4}-\d{2}-\d{2} [\d:.+-]{8,24}\|[0-9a-f-]{36}$/

/** A page of one item more than was asked for, as the page and where it ended. */
export function pageOf<T>(
  found: T[],
  limit: number,
  placeOf: (item: T) => { at: string; id: string },
): { items: T[]; next: string | null } {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, next: found.length > limit && last ? cursorText(placeOf(last)) : null }
}
