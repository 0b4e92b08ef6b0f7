import { z } from 'zod'
import { LEDGER_ACCOUNTS, type LedgerQuestion } from '../domain/ledger/input.ts'
import { addDays } from '../domain/period.ts'
import { COUNTED } from './count-day.ts'
import type { Reading } from './reading.ts'

const Posting = z.object({
  id: z.string(),
  kind: z.enum(['approve', 'settle', 'return']),
  debitCode: z.enum(LEDGER_ACCOUNTS),
  creditCode: z.enum(LEDGER_ACCOUNTS),
  amountMinor: z.bigint(),
  currency: z.string(),
  occurredAt: z.date(),
  recordedAt: z.date(),
  recordedByName: z.string(),
  entryId: z.string().nullable(),
  commissionId: z.string().nullable(),
  batchId: z.string().nullable(),
  batchNo: z.number().nullable(),
  place: z.string(),
})
export type LedgerPosting = z.infer<typeof Posting>

/** Postings, the newest first, from a place on. */
export async function listPostings(
  db: Reading,
  of: Pick<LedgerQuestion, 'accountCode' | 'from' | 'until'> & {
    after: { at: string; id: string } | null
    size: number
  },
): Promise<LedgerPosting[]> {
  return db.rows(
    Posting,
    `SELECT l.id, l.kind, d.code AS "debitCode", c.code AS "creditCode", l.amount_minor AS "amountMinor", l.currency::text AS currency,
       l.occurred_at AS "occurredAt", l.recorded_at AS "recordedAt", u.name AS "recordedByName", l.entry_id AS "entryId",
       e.commission_id AS "commissionId", b.id AS "batchId", b.batch_no AS "batchNo", l.recorded_at::text AS place
     FROM ledger_entries l JOIN organizations z ON z.id = l.organization_id
     JOIN ledger_accounts d ON d.organization_id = l.organization_id AND d.id = l.debit_account_id
     JOIN ledger_accounts c ON c.organization_id = l.organization_id AND c.id = l.credit_account_id
     JOIN memberships m ON m.organization_id = l.organization_id AND m.id = l.recorded_by_id JOIN users u ON u.id = m.user_id
     LEFT JOIN commission_entries e ON e.organization_id = l.organization_id AND e.id = l.entry_id
     LEFT JOIN payout_attempts a ON a.organization_id = l.organization_id AND a.id = l.attempt_id
     LEFT JOIN payout_lines n ON n.organization_id = a.organization_id AND n.id = a.line_id
     LEFT JOIN payout_batches b ON b.organization_id = n.organization_id AND b.id = n.batch_id
     WHERE l.organization_id = $1 AND ($2::text IS NULL OR d.code = $2 OR c.code = $2)
       AND ($3::date IS NULL OR l.recorded_at >= ($3::date)::timestamp AT TIME ZONE z.time_zone)
       AND ($4::date IS NULL OR l.recorded_at < ($4::date)::timestamp AT TIME ZONE z.time_zone)
       AND ($5::timestamptz IS NULL OR (l.recorded_at, l.id) < ($5, $6::uuid))
     ORDER BY l.recorded_at DESC, l.id DESC LIMIT $7`,
    [
      db.organizationId,
      of.accountCode ?? null,
      of.from ?? null,
      of.until ?? null,
      of.after?.at ?? null,
      of.after?.id ?? null,
      of.size,
    ],
  )
}

const Balance = z.object({
  code: z.enum(LEDGER_ACCOUNTS),
  currency: z.string(),
  debitMinor: z.bigint(),
  creditMinor: z.bigint(),
})
export type LedgerBalance = z.infer<typeof Balance>

/** The sums of every account, of what was recorded until the end of a business day. Reads one row a day and account. */
export async function sumAccounts(db: Reading, asOf: string | null): Promise<LedgerBalance[]> {
  return db.rows(
    Balance,
    `WITH sums AS (
       SELECT part AS code, currency, coalesce(sum(amount_minor) FILTER (WHERE measure = 'ledger-debit'), 0)::bigint AS debit,
         coalesce(sum(amount_minor) FILTER (WHERE measure = 'ledger-credit'), 0)::bigint AS credit
       FROM ${COUNTED} GROUP BY 1, 2)
     SELECT a.code, a.currency::text AS currency, coalesce(s.debit, 0)::bigint AS "debitMinor", coalesce(s.credit, 0)::bigint AS "creditMinor"
     FROM ledger_accounts a LEFT JOIN sums s ON s.code = a.code AND s.currency = a.currency::text
     WHERE a.organization_id = $1 ORDER BY a.currency, a.code`,
    [
      db.organizationId,
      ['ledger-debit', 'ledger-credit'],
      null,
      asOf === null ? null : addDays(asOf, 1),
    ],
  )
}
