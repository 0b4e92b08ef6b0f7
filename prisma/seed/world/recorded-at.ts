import { instantOf } from './calendar.ts'

type Span = { firstDay: number; lastDay: number; until: Date; scale: number }

/**
 * When the business recorded what it had seen: each Monday night, and last of all now. A small world takes its early history in
 * four weeks at a time, since every time costs as much as a thousand facts.
 */
export function recordedAt({ firstDay, lastDay, until, scale }: Span): Date[] {
  const times: Date[] = []
  const monday = lastDay - ((lastDay + 3) % 7)
  for (let on = monday; on > firstDay; on -= isEarly(on, lastDay, scale) ? 28 : 7) {
    times.push(instantOf(on, 30))
  }
  return [...times.reverse().filter((at) => at < until), until]
}

function isEarly(on: number, lastDay: number, scale: number): boolean {
  return scale < 0.5 && on < lastDay - 84
}
