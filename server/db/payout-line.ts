import { z } from 'zod'
import { ENTRY_KINDS } from '../domain/commission/input.ts'
import type { Reading } from './reading.ts'

const Line = z.object({
  id: z.string(),
  lineNo: z.number(),
  customerId: z.string(),
  customerName: z.string(),
  payeeId: z.string(),
  bankName: z.string(),
  accountLast4: z.string(),
  amountMinor: z.bigint(),
  entries: z.array(
    z.object({
      entryId: z.string(),
      commissionId: z.string(),
      amountMinor: z.coerce.bigint(),
      kind: z.enum(ENTRY_KINDS),
    }),
  ),
  attempt: z
    .object({
      reference: z.string(),
      state: z.string(),
      sentAt: z.coerce.date().nullable(),
      endedAt: z.coerce.date().nullable(),
      endReason: z.string().nullable(),
    })
    .nullable(),
})
export type PayoutLineRow = z.infer<typeof Line>

/** The lines of a batch with what they carry and how their newest attempt stands. */
export async function listPayoutLines(db: Reading, batchId: string): Promise<PayoutLineRow[]> {
  return db.rows(
    Line,
    `SELECT t.line_id AS id, t.line_no AS "lineNo", y.customer_id AS "customerId", u.name AS "customerName", y.id AS "payeeId",
       y.bank_name AS "bankName", y.account_last4 AS "accountLast4", t.amount_minor AS "amountMinor",
       (SELECT jsonb_agg(jsonb_build_object('entryId', e.id, 'commissionId', e.commission_id, 'amountMinor', e.amount_minor::text, 'kind', e.kind) ORDER BY e.proposed_at, e.id)
        FROM payout_line_entries x JOIN commission_entries e ON e.organization_id = x.organization_id AND e.id = x.entry_id
        WHERE x.organization_id = t.organization_id AND x.line_id = t.line_id) AS entries,
       (SELECT jsonb_build_object('reference', a.reference, 'state', a.state, 'sentAt', a.sent_at, 'endedAt', a.ended_at, 'endReason', a.end_reason)
        FROM payout_attempts a WHERE a.organization_id = t.organization_id AND a.line_id = t.line_id ORDER BY a.attempt_no DESC LIMIT 1) AS attempt
     FROM payout_line_totals t JOIN payees y ON y.organization_id = t.organization_id AND y.id = t.payee_id
     JOIN customers u ON u.organization_id = y.organization_id AND u.id = y.customer_id
     WHERE t.organization_id = $1 AND t.batch_id = $2::uuid ORDER BY t.line_no`,
    [db.organizationId, batchId],
  )
}

const Payable = z.object({
  customerId: z.string(),
  customerName: z.string(),
  currency: z.string(),
  /** Below zero: corrections that wait for the next thank-you. */
  amountMinor: z.bigint(),
  entryCount: z.number(),
  /** Approved entries that a hold or an undecided correction keeps back. */
  stoppedCount: z.number(),
  payee: z.object({ id: z.string(), bankName: z.string(), accountLast4: z.string() }).nullable(),
  /** The newest approved entry above zero: the one that a form for the payee would name. */
  entryId: z.string().nullable(),
})
export type PayableRow = z.infer<typeof Payable>

/** What is approved and on no line, per customer, the largest first. */
export async function listPayable(db: Reading, currency: string): Promise<PayableRow[]> {
  return db.rows(
    Payable,
    `WITH open AS (
       SELECT n.*, commission_stop(n.organization_id, n.commission_id, NULL) AS stop FROM payable_entries n WHERE n.organization_id = $1 AND n.currency = $2)
     SELECT o.referrer_id AS "customerId", u.name AS "customerName", $2 AS currency,
       coalesce(sum(o.amount_minor) FILTER (WHERE o.stop IS NULL), 0)::bigint AS "amountMinor",
       (count(*) FILTER (WHERE o.stop IS NULL))::integer AS "entryCount", count(o.stop)::integer AS "stoppedCount",
       (SELECT jsonb_build_object('id', y.id, 'bankName', y.bank_name, 'accountLast4', y.account_last4)
        FROM payees y WHERE y.organization_id = $1 AND y.id = payee_of($1, o.referrer_id)) AS payee,
       (array_agg(o.entry_id::text ORDER BY o.entry_id DESC) FILTER (WHERE o.amount_minor > 0))[1] AS "entryId"
     FROM open o JOIN customers u ON u.organization_id = $1 AND u.id = o.referrer_id
     GROUP BY o.referrer_id, u.name ORDER BY "amountMinor" DESC, o.referrer_id LIMIT 1000`,
    [db.organizationId, currency],
  )
}
