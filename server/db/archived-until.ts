import { z } from 'zod'
import type { Reading } from './reading.ts'

const ArchivedUntil = z.object({ at: z.date().nullable() })

/**
 * The end of the last archived month of experiences, or null while nothing is archived. Experiences before it are not taken in and not
 * listed; exposures, marks and all counts stay.
 */
export async function findArchivedUntil(db: Pick<Reading, 'rows'>): Promise<Date | null> {
  const [row] = await db.rows(ArchivedUntil, 'SELECT archived_until() AS at')
  return row?.at ?? null
}
