import { z } from 'zod'
import type { Reading } from './reading.ts'
import { Difference, MOST_DIFFERENCES } from './rollup-difference.ts'
import { findCountDifferences } from './rollup-verify-count.ts'
import { findMonthDifferences, listMonths } from './rollup-verify-month.ts'
import { findOutcomeDifferences } from './rollup-verify-outcome.ts'

/** No partition's key refuses an id twice; a sort of sixteen bytes a fact, on disk where it is large. */
const IDS = `SELECT 'id-twice' AS check, id::text AS place FROM experiences WHERE organization_id = $1
  GROUP BY id HAVING count(*) > 1 LIMIT ${MOST_DIFFERENCES}`

/**
 * Recomputes everything that is derived from one organization's facts, in one snapshot, and compares. Empty is right. Goes month by
 * month and slice by slice, so that memory does not grow with the facts.
 */
export async function findDifferences(db: Reading): Promise<Difference[]> {
  const Zone = z.object({ time_zone: z.string() })
  await db.rows(z.unknown(), 'SET LOCAL statement_timeout = 0')
  const [organization] = await db.rows(Zone, 'SELECT time_zone FROM organizations WHERE id = $1', [
    db.organizationId,
  ])
  const found: Difference[] = []
  for (const month of await listMonths(db)) found.push(...(await findMonthDifferences(db, month)))
  found.push(...(await db.rows(Difference, IDS, [db.organizationId])))
  found.push(...(await findOutcomeDifferences(db, organization?.time_zone ?? 'UTC')))
  found.push(...(await findCountDifferences(db)))
  return found
}
