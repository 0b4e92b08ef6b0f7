import { instantOf } from './calendar.ts'

type Span = { firstDay: number; lastDay: number; until: Date; scale: number }

/**
 * When the business recorded what it had seen: of late each Monday night, and last of all now. The early history came in several weeks
 * at a time, since every time costs as much as some hundred facts.
 */
export function recordedAt({ firstDay, lastDay, until, scale }: Span): Date[] {
  const times: Date[] = []
  const early = scale < 0.5 ? 28 : 14
  const monday = lastDay - ((lastDay + 3) % 7)
  for (let on = monday; on > firstDay; on -= on < lastDay - 84 ? early : 7) {
    times.push(instantOf(on, 30))
  }
  return [...times.reverse().filter((at) => at < until), until]
}
