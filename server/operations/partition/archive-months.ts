import { archiveOldestMonth, hasRollupAlarm } from '#server/db/month-archive.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

/** In one night; the first night of a policy may find many years. */
const MOST_MONTHS = 12

/**
 * Moves experiences that are older than so many months out of the live table, oldest month first. Rollups, exposures and marks stay.
 * Nothing is moved while a count differs from its facts.
 * @param afterMonths  whole months, 36 or more: longer than any lag that is counted
 */
export async function archiveMonths(
  actor: Actor,
  { afterMonths }: { afterMonths: number },
  now: Date,
): Promise<{ month: string; held: number }[]> {
  authorize(actor, 'partition.archive')
  if (await hasRollupAlarm()) return []

  const before = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - afterMonths, 1))

  const archived: { month: string; held: number }[] = []
  while (archived.length < MOST_MONTHS) {
    const month = await archiveOldestMonth(before)
    if (month === null) break
    archived.push(month)
  }
  return archived
}
