import { z } from 'zod'
import { arrayLiteral } from './array-literal.ts'
import { CONTRIBUTIONS, OUTCOMES } from './outcome-contributions.ts'
import type { Tx } from './transaction.ts'

/** A customer and a moment: marks and outcome counts follow from the facts of the pair, and of no other. */
export type Pair = { customerId: string; momentNo: number }

const PAIR =
  'pair AS (SELECT * FROM unnest($2::uuid[], $3::smallint[]) AS pair (customer_id, moment_no))'

const PairRow = z
  .object({ customer_id: z.string(), moment_no: z.number() })
  .transform((row): Pair => ({ customerId: row.customer_id, momentNo: row.moment_no }))

function values(timeZone: string, pairs: Pair[]): unknown[] {
  return [
    timeZone,
    arrayLiteral(pairs.map((pair) => pair.customerId)),
    arrayLiteral(pairs.map((pair) => pair.momentNo)),
  ]
}

export function distinctPairs(pairs: Pair[]): Pair[] {
  return [...new Map(pairs.map((pair) => [`${pair.customerId} ${pair.momentNo}`, pair])).values()]
}

/** Those of the pairs of which some share or complaint is known. Most have none, and cost no more than this question. */
export async function pairsWithOutcomes(tx: Tx, timeZone: string, pairs: Pair[]): Promise<Pair[]> {
  if (pairs.length === 0) return []
  return tx.rows(
    PairRow,
    `WITH ${PAIR}, ${OUTCOMES} SELECT DISTINCT customer_id, moment_no FROM outcome`,
    values(timeZone, pairs),
  )
}

/**
 * Takes back what the outcomes of the pairs count for, before their facts change; applyOutcomes counts them anew after it.
 * The difference is all that remains once the merger has summed the two.
 */
export async function retractOutcomes(tx: Tx, timeZone: string, pairs: Pair[]): Promise<void> {
  if (pairs.length === 0) return
  await tx.execute(`WITH ${PAIR}, ${CONTRIBUTIONS} ${insertDeltas('-count(*)')}`, [
    ...values(timeZone, pairs),
    tx.organizationId,
  ])
}

/** Sets the marks of the pairs' exposures and counts their outcomes, as the facts now say. */
export async function applyOutcomes(tx: Tx, timeZone: string, pairs: Pair[]): Promise<void> {
  if (pairs.length === 0) return
  await tx.execute(
    `WITH ${PAIR}, ${CONTRIBUTIONS}, wanted AS (
      SELECT e.customer_id, e.episode_day, e.episode_id, e.moment_no,
        s.occurred_at AS shared_at, s.channel AS share_channel, s.valence::smallint AS share_valence,
        c.occurred_at AS complained_at, c.channel AS complaint_channel
      FROM exposed e
      LEFT JOIN mark s ON s.kind = 'share' AND s.customer_id = e.customer_id AND s.moment_no = e.moment_no
        AND s.exposure_day = e.episode_day AND s.exposure_episode = e.episode_id
      LEFT JOIN mark c ON c.kind = 'complaint' AND c.customer_id = e.customer_id AND c.moment_no = e.moment_no
        AND c.exposure_day = e.episode_day AND c.exposure_episode = e.episode_id
    ), marked AS (
      UPDATE exposures e SET shared_at = w.shared_at, share_channel = w.share_channel, share_valence = w.share_valence,
        complained_at = w.complained_at, complaint_channel = w.complaint_channel
      FROM wanted w
      WHERE e.customer_id = w.customer_id AND e.episode_day = w.episode_day AND e.episode_id = w.episode_id
        AND e.moment_no = w.moment_no
        AND (e.shared_at, e.share_channel, e.share_valence, e.complained_at, e.complaint_channel) IS DISTINCT FROM
          (w.shared_at, w.share_channel, w.share_valence, w.complained_at, w.complaint_channel)
    ) ${insertDeltas('count(*)')}`,
    [...values(timeZone, pairs), tx.organizationId],
  )
}

function insertDeltas(count: string): string {
  return `INSERT INTO outcome_day_deltas
    (organization_id, day, moment_no, location_no, kind, channel, valence, lag_days, outcome_count)
    SELECT $4::uuid, day, moment_no, location_no, kind, channel, valence, lag_days, ${count}
    FROM contribution GROUP BY day, moment_no, location_no, kind, channel, valence, lag_days`
}
