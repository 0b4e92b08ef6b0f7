import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { invalid, notFound } from '#server/domain/errors.ts'
import type { RenameLocation } from '#server/domain/location/input.ts'

/** Gives a place another name; facts carry its number and follow. */
export async function renameLocation(actor: Actor, input: RenameLocation): Promise<void> {
  authorize(actor, 'location.change')
  await transaction(actor, async ({ prisma }) => {
    const namesake = await prisma.location.findFirst({
      where: { name: input.name, id: { not: input.locationId } },
      select: { id: true },
    })
    if (namesake) throw invalid([{ field: 'name', code: 'name.taken' }])

    const { count } = await prisma.location.updateMany({
      where: { id: input.locationId },
      data: { name: input.name },
    })
    if (count === 0) throw notFound('location')
  })
}
