import { addDays, type Span } from '../domain/period.ts'

/** Days `[from, until)` that one level answers: whole months, or single days. */
export type Piece = Span & { grain: 'day' | 'month' }

/**
 * A span in as few pieces as the levels allow, none of which crosses a cut: the whole months between two cuts, and the days before
 * and after them. A cut is a day on which counting changes (from which on exposures are too young for a rate).
 */
export function piecesOf(span: Span, cuts: readonly string[] = []): Piece[] {
  const inside = [...new Set(cuts)].filter((cut) => cut > span.from && cut < span.until).sort()
  const edges = [span.from, ...inside, span.until]
  return edges.slice(1).flatMap((until, at) => wholeMonths({ from: edges[at] ?? until, until }))
}

function wholeMonths({ from, until }: Span): Piece[] {
  const first = monthStart(from) === from ? from : monthStart(addDays(monthStart(from), 31))
  const last = monthStart(until)
  const pieces: Piece[] =
    first < last
      ? [
          { grain: 'day', from, until: first },
          { grain: 'month', from: first, until: last },
          { grain: 'day', from: last, until },
        ]
      : [{ grain: 'day', from, until }]
  return pieces.filter((piece) => piece.from < piece.until)
}

function monthStart(day: string): string {
  return `${day.slice(0, 7)}-01`
}
