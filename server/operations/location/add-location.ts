import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { invalid } from '#server/domain/errors.ts'
import type { AddLocation } from '#server/domain/location/input.ts'

/** Adds a place where moments are delivered, under the next small number. */
export async function addLocation(actor: Actor, input: AddLocation): Promise<{ id: string }> {
  authorize(actor, 'location.change')
  return transaction(actor, async (tx) => {
    // One at a time numbers a place, so that no two get the same number.
    await tx.execute(`SELECT pg_advisory_xact_lock(hashtext('location:' || $1))`, [
      tx.organizationId,
    ])
    const places = await tx.prisma.location.findMany({ select: { locationNo: true, name: true } })
    if (places.some((place) => place.name === input.name))
      throw invalid([{ field: 'name', code: 'name.taken' }])

    const locationNo = Math.max(0, ...places.map((place) => place.locationNo)) + 1
    const { organizationId } = tx
    return tx.prisma.location.create({
      data: { organizationId, locationNo, name: input.name },
      select: { id: true },
    })
  })
}
