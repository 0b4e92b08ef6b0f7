import { z } from 'zod'
import { arrayLiteral } from './array-literal.ts'
import type { FactTx } from './fact-transaction.ts'
import { CONTRIBUTIONS, OUTCOMES } from './outcome-contributions.ts'

/** A customer and a moment: marks and outcome counts follow from the facts of the pair, and of no other. */
export type Pair = { customerId: string; momentNo: number }

function pairFrom(parameter: number): string {
  return `pair AS (SELECT DISTINCT * FROM unnest($${parameter}::uuid[], $${parameter + 1}::smallint[]) AS pair (customer_id, moment_no))`
}

const KNOWN = `known AS MATERIALIZED (
  SELECT * FROM exposures WHERE customer_id = ANY ($2::uuid[]) AND moment_no = ANY ($3::smallint[]))`

const PairRow = z
  .object({ customer_id: z.string(), moment_no: z.number() })
  .transform((row): Pair => ({ customerId: row.customer_id, momentNo: row.moment_no }))

function columns(pairs: Pair[]): [string, string] {
  return [
    arrayLiteral(pairs.map((pair) => pair.customerId)),
    arrayLiteral(pairs.map((pair) => pair.momentNo)),
  ]
}

/** Those of the pairs of which some share or complaint is known. Most have none, and cost no more than this question. */
export async function pairsWithOutcomes(tx: FactTx, pairs: Pair[]): Promise<Pair[]> {
  return pairsTouched(
    tx,
    pairs.map((pair) => ({ ...pair, since: '-infinity' })),
  )
}

/** A pair whose exposures change from an instant on. */
type Change = Pair & { since: string }

/**
 * Those of the pairs that have a share or a complaint at or after the instant from which their exposures change. An outcome belongs to an
 * exposure that began no later than it, so whatever was told before stays as it is: most visits of a regular touch nothing.
 */
export async function pairsTouched(tx: FactTx, changes: Change[]): Promise<Pair[]> {
  if (changes.length === 0) return []
  return tx.rows(
    PairRow,
    `WITH pair AS MATERIALIZED (
       SELECT customer_id, moment_no, min(since) AS since
       FROM unnest($1::uuid[], $2::smallint[], $3::timestamptz[]) AS pair (customer_id, moment_no, since) GROUP BY 1, 2
     ), ${OUTCOMES}
     SELECT DISTINCT customer_id, moment_no FROM outcome JOIN pair USING (customer_id, moment_no) WHERE occurred_at >= since`,
    [...columns(changes), arrayLiteral(changes.map((change) => change.since))],
  )
}

/**
 * Takes back what the outcomes of the pairs count for, before their facts change; applyOutcomes counts them anew after it.
 * The difference is all that remains once the merger has summed the two.
 */
export async function retractOutcomes(tx: FactTx, timeZone: string, pairs: Pair[]): Promise<void> {
  if (pairs.length === 0) return
  await countEnquiriesAgain(tx, pairs, -1)
  await tx.execute(`WITH ${pairFrom(2)}, ${KNOWN}, ${CONTRIBUTIONS} ${insertDeltas('-count(*)')}`, [
    timeZone,
    ...columns(pairs),
    tx.organizationId,
  ])
}

/** Sets the marks of the pairs' exposures and counts their outcomes, as the facts now say. */
export async function applyOutcomes(tx: FactTx, timeZone: string, pairs: Pair[]): Promise<void> {
  if (pairs.length === 0) return
  await tx.execute(
    `WITH ${pairFrom(2)}, ${KNOWN}, ${CONTRIBUTIONS}, marked AS (
      UPDATE exposures e SET shared_at = w.shared_at, share_channel = w.share_channel, share_valence = w.share_valence,
        complained_at = w.complained_at, complaint_channel = w.complaint_channel
      FROM wanted w
      WHERE e.customer_id = w.customer_id AND e.episode_day = w.episode_day AND e.episode_id = w.episode_id
        AND e.moment_no = w.moment_no AND e.customer_id = ANY ($2::uuid[])
    ) ${insertDeltas('count(*)')}`,
    [timeZone, ...columns(pairs), tx.organizationId],
  )
  await countEnquiriesAgain(tx, pairs, 1)
}

/** What came of the pairs' shares is counted by the exposures that were shared, so it goes and comes with the marks. */
async function countEnquiriesAgain(tx: FactTx, pairs: Pair[], sign: 1 | -1): Promise<void> {
  const values = [...columns(pairs), sign]
  await tx.execute('SELECT count_enquiries($1::uuid[], $2::smallint[], $3::integer)', values)
}

function insertDeltas(count: string): string {
  return `INSERT INTO outcome_day_deltas
    (organization_id, day, moment_no, location_no, kind, channel, valence, lag_days, outcome_count)
    SELECT $4::uuid, day, moment_no, location_no, kind, channel, valence, lag_days, ${count}
    FROM contribution GROUP BY day, moment_no, location_no, kind, channel, valence, lag_days`
}
