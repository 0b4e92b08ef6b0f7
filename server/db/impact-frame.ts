import { z } from 'zod'
import type { Reading } from './reading.ts'

const Today = z.object({ today: z.date() })

/** The business day of an instant in the organization's zone, as '2026-05-31'. */
export async function readToday(db: Reading, now: Date): Promise<string> {
  const [row] = await db.rows(
    Today,
    'SELECT ($2::timestamptz AT TIME ZONE time_zone)::date AS today FROM organizations WHERE id = $1',
    [db.organizationId, now],
  )
  return (row?.today ?? now).toISOString().slice(0, 10)
}

const ImpactMoment = z
  .object({
    moment_no: z.number(),
    code: z.string(),
    name_zh: z.string(),
    name_en: z.string(),
    phase: z.string(),
    is_end: z.boolean(),
    is_retired: z.boolean(),
  })
  .transform((row) => ({
    momentNo: row.moment_no,
    code: row.code,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    phase: row.phase,
    isEnd: row.is_end,
    isRetired: row.is_retired,
  }))
export type ImpactMoment = z.infer<typeof ImpactMoment>

/** Every moment, journey by journey, in the order in which a customer meets them. */
export async function listMomentsInOrder(db: Reading): Promise<ImpactMoment[]> {
  return db.rows(
    ImpactMoment,
    `SELECT m.moment_no, m.code, m.name_zh, m.name_en, m.phase, m.is_end,
       m.state = 'retired' AS is_retired
     FROM moments m JOIN journeys j ON j.organization_id = m.organization_id AND j.id = m.journey_id
     WHERE m.organization_id = $1
     ORDER BY j.created_at, j.id, m.position, m.moment_no`,
    [db.organizationId],
  )
}

const ImpactLocation = z
  .object({ location_no: z.number(), name: z.string() })
  .transform((row) => ({ locationNo: row.location_no, name: row.name }))
export type ImpactLocation = z.infer<typeof ImpactLocation>

/** Every place, by its number. */
export async function listLocationsInOrder(db: Reading): Promise<ImpactLocation[]> {
  return db.rows(
    ImpactLocation,
    'SELECT location_no, name FROM locations WHERE organization_id = $1 ORDER BY location_no',
    [db.organizationId],
  )
}
