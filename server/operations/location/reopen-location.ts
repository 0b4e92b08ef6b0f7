import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { notFound } from '#server/domain/errors.ts'
import type { ChosenLocation } from '#server/domain/location/input.ts'

/** Opens a closed place again. */
export async function reopenLocation(actor: Actor, input: ChosenLocation): Promise<void> {
  authorize(actor, 'location.change')
  await transaction(actor, async ({ prisma }) => {
    const { count } = await prisma.location.updateMany({
      where: { id: input.locationId },
      data: { closedAt: null },
    })
    if (count === 0) throw notFound('location')
  })
}
