import { z } from 'zod'
import type { Span } from '../domain/period.ts'
import type { Reading } from './reading.ts'

/** What count_days counts; the rule of each stands at the trigger of its table (migration 20261122000300_rollups). */
export type Measure =
  | 'share'
  | 'complaint'
  | 'order'
  | 'refund'
  | 'referral-cohort'
  | 'referral-step'
  | 'commission'
  | 'entry'
  | 'ledger-debit'
  | 'ledger-credit'
  | 'answer'
  | 'enquiry'
  | 'enquiry-visit'
  | 'enquiry-deal'

const Sum = z
  .object({
    measure: z.string(),
    part: z.string(),
    currency: z.string(),
    count: z.coerce.number().int(),
    amount_minor: z.coerce.bigint(),
  })
  .transform(({ amount_minor, ...row }) => ({ ...row, amountMinor: amount_minor }))
/** How many, and how much in minor units of the currency (0 where it is no money). */
export type MeasureSum = z.infer<typeof Sum>

/** Rollup and waiting deltas of some measures (`$2`) in a span (`[$3, $4)`, each null where there is no bound). */
export const COUNTED = countedWhere('')

function countedWhere(more: string): string {
  const of = (
    table: string,
  ) => `SELECT measure, part, currency, day, count, amount_minor FROM ${table}
    WHERE organization_id = $1 AND measure = ANY ($2::text[])
      AND ($3::date IS NULL OR day >= $3) AND ($4::date IS NULL OR day < $4) ${more}`
  return `(${of('count_days')} UNION ALL ${of('count_day_deltas')}) AS counted`
}

/** The sums of some measures in a span, or over all days, of one part or of all; what sums to nothing is left out. */
export async function sumMeasures(
  db: Reading,
  measures: readonly Measure[],
  { from, until, part }: Partial<Span> & { part?: string } = {},
): Promise<MeasureSum[]> {
  return db.rows(
    Sum,
    `SELECT measure, part, currency, sum(count) AS count, sum(amount_minor)::text AS amount_minor
     FROM ${countedWhere('AND ($5::text IS NULL OR part = $5)')}
     GROUP BY measure, part, currency HAVING sum(count) <> 0 OR sum(amount_minor) <> 0
     ORDER BY measure, currency, part`,
    [db.organizationId, measures, from ?? null, until ?? null, part ?? null],
  )
}

/** How many of a measure's part there are among sums; 0 where there is none. */
export function countOf(sums: readonly MeasureSum[], measure: Measure, part = ''): number {
  return sums
    .filter((row) => row.measure === measure && row.part === part)
    .reduce((total, row) => total + row.count, 0)
}
