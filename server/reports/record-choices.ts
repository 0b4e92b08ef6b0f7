import { reading } from '#server/db/reading.ts'
import { type RecordChoices, readRecordChoices } from '#server/db/record-choices.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

/** What the record page offers: the moments of the journeys in their order, and the places where the reader records. */
export async function recordChoices(actor: Actor): Promise<RecordChoices> {
  authorize(actor, 'experience.record')
  const ownLocationNo = actor.kind === 'member' ? actor.locationNo : null
  return reading(actor, (db) => readRecordChoices(db, ownLocationNo))
}
