import { z } from 'zod'

/** Where a stored count, mark or exposure is not what the facts say. */
export const Difference = z.object({ check: z.string(), place: z.string() })
export type Difference = z.infer<typeof Difference>

/** Enough to see what is wrong; whoever repairs recomputes anyway. */
export const MOST_DIFFERENCES = 100

/**
 * A query for the keys at which two sets of sums are not equal; what one side lacks is 0. Both sides select the keys and then the
 * columns, in this order.
 */
export function unequal(
  check: string,
  { keys, columns }: { keys: readonly string[]; columns: readonly string[] },
  { wanted, stored }: { wanted: string; stored: string },
): string {
  const all = [...keys, ...columns].join(', ')
  const negated = [...keys, ...columns.map((column) => `-${column}`)].join(', ')
  const differs = columns.map((column) => `sum(${column}) <> 0`).join(' OR ')
  return `SELECT '${check}' AS check, concat_ws(' ', ${keys.join(', ')}) AS place FROM (
    SELECT * FROM (${wanted}) AS wanted (${all})
    UNION ALL SELECT ${negated} FROM (${stored}) AS stored (${all})) AS both_sides (${all})
  GROUP BY ${keys.join(', ')} HAVING ${differs} LIMIT ${MOST_DIFFERENCES}`
}
