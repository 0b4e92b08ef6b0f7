const EARLIEST = Date.UTC(1900, 0, 1)
/** Clocks of tills and telephones run ahead by some minutes. */
const TOLERANCE_MS = 5 * 60_000

/** Why an instant cannot be when something happened, or be taken in any more (before `archivedUntil`), as a code, or null. */
export function dateProblem(
  occurredAt: Date,
  now: Date,
  archivedUntil: Date | null = null,
): string | null {
  const at = occurredAt.getTime()
  if (Number.isNaN(at)) return 'date.invalid'
  if (at < EARLIEST) return 'date.too-old'
  if (archivedUntil && at < archivedUntil.getTime()) return 'date.archived'
  return at > now.getTime() + TOLERANCE_MS ? 'date.future' : null
}
