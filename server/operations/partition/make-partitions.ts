import { settleStrayAlarms } from '#server/db/alarm.ts'
import { makeMonths } from '#server/db/month-partitions.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

const MONTHS_AHEAD = 2

/**
 * Makes this month's partition and those of the next two, and says how many facts found no month: the owners of those see an alarm
 * until somebody has made it.
 */
export async function makePartitions(
  actor: Actor,
  now: Date,
): Promise<{ made: number; strays: number }> {
  authorize(actor, 'partition.make')
  const until = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + MONTHS_AHEAD, 1))

  const made = await makeMonths(now, until)
  await settleStrayAlarms(now)
  return made
}
