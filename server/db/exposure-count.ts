import { addDays } from '../domain/period.ts'
import type { ExposureFilter } from './exposure-page.ts'
import { countMoments, type MomentCounts } from './moment-day.ts'
import type { Reading } from './reading.ts'
import type { UnattachedFilter } from './unattached-page.ts'

/** How many exposures a drill page has in all, from the rollups: the same sums as the figure that led to it. */
export async function countExposuresBehind(db: Reading, filter: ExposureFilter): Promise<number> {
  const { outcome, only, momentNo } = filter
  const rows = (await countAll(db, filter)).filter(
    (row) => momentNo === null || row.momentNo === momentNo,
  )
  const of = (row: MomentCounts) => {
    if (only === 'all') return row.exposureCount
    return only === 'late' ? row[outcome].lateCount : row[outcome].maturedCount
  }
  return rows.reduce((sum, row) => sum + of(row), 0)
}

/** How many outcomes of the filter belong to no exposure, from the rollups. */
export async function countUnattached(db: Reading, filter: UnattachedFilter): Promise<number> {
  const rows = await countAll(db, filter)
  return rows
    .filter((row) => (row.momentNo !== 0) === filter.isNamed)
    .reduce((sum, row) => sum + row[filter.outcome].unattachedCount, 0)
}

/** Every day of the span as if it were old enough: the caller has cut it to the cohort already. */
function countAll(
  db: Reading,
  { span, locationNo }: Pick<ExposureFilter, 'span' | 'locationNo'>,
): Promise<MomentCounts[]> {
  const after = addDays(span.until, 1)
  return countMoments(db, { span, locationNo, maturedUntil: { share: after, complaint: after } })
}
