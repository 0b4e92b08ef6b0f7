import { z } from 'zod'
import type { Actor } from '../domain/actor.ts'
import { arrayLiteral } from './array-literal.ts'
import { transaction } from './transaction.ts'

const DAY_MS = 86_400_000
const EARLIEST = Date.UTC(1900, 0, 1)
/** Ten years at once. A file full of wrong dates must not leave thousands of partitions behind. */
const MAX_MADE = 120
const Missing = z.object({ month: z.string() })

/**
 * Makes the monthly partitions that these instants need and lack, in a transaction of its own: a partition is made under a lock
 * that nobody who has already read facts may ask for. Dates that no month is made for go to the default partition, and an alarm.
 */
export async function ensureFactPartitions(actor: Actor, instants: readonly Date[]): Promise<void> {
  const months = monthsOf(instants).filter((month) => !present.has(month))
  if (months.length === 0) return
  await transaction(actor, async (tx) => {
    const missing = await tx.rows(
      Missing,
      `SELECT month::text FROM unnest($1::date[]) AS month
       WHERE to_regclass('public.experiences_' || to_char(month, 'YYYYMM')) IS NULL
         OR to_regclass('public.exposures_' || to_char(month, 'YYYYMM')) IS NULL
       ORDER BY month DESC LIMIT ${MAX_MADE}`,
      [arrayLiteral(months)],
    )
    for (const { month } of missing)
      await tx.execute('SELECT ensure_partitions($1::date, $1::date)', [month])
  })
  for (const month of months) present.add(month)
}

/** Months that this process has asked about: each question is a transaction, and one per month is enough. */
const present = new Set<string>()

function monthsOf(instants: readonly Date[]): string[] {
  // A business day may lie in the month beside the instant's own.
  const days = new Set<number>()
  for (const at of instants) days.add(Math.floor(at.getTime() / DAY_MS))
  const near = [...days].flatMap((day) => [(day - 1) * DAY_MS, (day + 2) * DAY_MS])
  return [...new Set(near.filter(isPossible).map(monthOf))]
}

/** Items dated further ahead are refused, and need no month. */
function isPossible(time: number): boolean {
  return time >= EARLIEST && time < Date.now() + 366 * DAY_MS
}

function monthOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 7)}-01`
}
