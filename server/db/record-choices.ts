import { z } from 'zod'
import type { Reading } from './reading.ts'

const Moment = z
  .object({
    moment_no: z.number(),
    code: z.string(),
    name_zh: z.string(),
    name_en: z.string(),
    is_end: z.boolean(),
  })
  .transform((row) => ({
    momentNo: row.moment_no,
    code: row.code,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    isEnd: row.is_end,
  }))

export type RecordChoices = {
  moments: z.infer<typeof Moment>[]
  /** Names of the places; only the own one where the reader records at one place. */
  locations: string[]
}

/** Moments that are not retired, in the order of their journeys; locations that are open. */
export async function readRecordChoices(
  db: Reading,
  ownLocationNo: number | null,
): Promise<RecordChoices> {
  const moments = await db.rows(
    Moment,
    `SELECT m.moment_no, m.code, m.name_zh, m.name_en, m.is_end
     FROM moments m JOIN journeys j ON j.organization_id = m.organization_id AND j.id = m.journey_id
     WHERE m.organization_id = $1 AND m.state <> 'retired'
     ORDER BY j.created_at, j.id, m.position, m.moment_no LIMIT 200`,
    [db.organizationId],
  )
  const locations = await db.rows(
    z.object({ name: z.string() }),
    `SELECT name FROM locations
     WHERE organization_id = $1 AND closed_at IS NULL AND ($2::int IS NULL OR location_no = $2)
     ORDER BY location_no LIMIT 200`,
    [db.organizationId, ownLocationNo],
  )
  return { moments, locations: locations.map((location) => location.name) }
}
