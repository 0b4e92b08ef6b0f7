import { z } from 'zod'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

const Location = z.object({
  id: z.uuid(),
  locationNo: z.number(),
  name: z.string(),
  closedAt: z.date().nullable(),
})
export type ListedLocation = z.infer<typeof Location>

/** The places where moments are delivered, by their number, closed ones among them. */
export async function locationList(actor: Actor): Promise<ListedLocation[]> {
  authorize(actor, 'organization.read')
  return reading(actor, (db) =>
    db.rows(
      Location,
      `SELECT id, location_no AS "locationNo", name, closed_at AS "closedAt"
       FROM locations ORDER BY location_no`,
    ),
  )
}
