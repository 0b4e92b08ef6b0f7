import { z } from 'zod'
import { plainLiteral } from './array-literal.ts'
import type { FactTx } from './fact-transaction.ts'

const SLOT_MS = 15 * 60_000
/** Before this some zones kept odd minutes; since then a day begins at a quarter of an hour everywhere. */
const EVEN_SINCE = Date.UTC(1973, 0, 1)
/** Three years of quarters of an hour. */
const MAX_KEPT = 105_000

/** Days by zone and quarter of an hour: they never change, so a process may keep what it was told. */
const kept = new Map<string, Map<number, string>>()

const Day = z.object({ slot: z.number(), day: z.string() })

/** The business day of each instant in a zone, as 'YYYY-MM-DD'. Asked of the database, whose zones the reports use too. */
export async function businessDays(
  tx: FactTx,
  timeZone: string,
  instants: readonly Date[],
): Promise<string[]> {
  const known = daysOf(timeZone)
  const slots = instants.map(slotOf)
  const missing = [...new Set(slots)].filter((slot) => !known.has(slot))
  if (missing.length > 0) {
    const rows = await tx.rows(
      Day,
      `SELECT slot, ((to_timestamp(slot) AT TIME ZONE $1::text)::date)::text AS day FROM unnest($2::float8[]) AS slot`,
      [timeZone, plainLiteral(missing)],
    )
    for (const { slot, day } of rows) known.set(slot, day)
  }
  return slots.map((slot) => known.get(slot) ?? '')
}

/** Seconds since 1970: of the quarter of an hour, or of the instant itself where quarters are not enough. */
function slotOf(at: Date): number {
  const time = at.getTime()
  return (time < EVEN_SINCE ? time : Math.floor(time / SLOT_MS) * SLOT_MS) / 1000
}

function daysOf(timeZone: string): Map<number, string> {
  const found = kept.get(timeZone)
  if (found && found.size < MAX_KEPT) return found
  const fresh = new Map<number, string>()
  kept.set(timeZone, fresh)
  return fresh
}
