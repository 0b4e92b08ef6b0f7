import { settleAlarm } from '#server/db/alarm.ts'
import { reading } from '#server/db/reading.ts'
import type { Difference } from '#server/db/rollup-difference.ts'
import { findDifferences } from '#server/db/rollup-verify.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

/**
 * Holds every stored count, mark and exposure of the actor's organization against its facts, and raises the owner's alarm where one
 * differs; a clean look takes the alarm away.
 * @returns where they differ; empty is right
 */
export async function verifyRollups(actor: Actor, now: Date): Promise<Difference[]> {
  authorize(actor, 'rollup.verify')
  const found = await reading(actor, findDifferences)

  const [first] = found
  const finding = first && {
    placeCount: found.length,
    firstPlace: `${first.check} ${first.place}`,
  }

  const { organizationId } = actor
  await settleAlarm({ organizationId, kind: 'rollup-differs' }, finding ?? null, now)
  return found
}
