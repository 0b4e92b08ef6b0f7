import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { notFound } from '#server/domain/errors.ts'
import type { ChosenLocation } from '#server/domain/location/input.ts'

/** Closes a place: nothing is recorded there any more, what was recorded stays. Closing it twice changes nothing. */
export async function closeLocation(actor: Actor, input: ChosenLocation, now: Date): Promise<void> {
  authorize(actor, 'location.change')
  await transaction(actor, async ({ prisma }) => {
    const place = await prisma.location.findUnique({ where: { id: input.locationId } })
    if (!place) throw notFound('location')
    if (place.closedAt) return
    await prisma.location.update({ where: { id: place.id }, data: { closedAt: now } })
  })
}
