import { z } from 'zod'
import type { Reading } from './reading.ts'

const Time = z.date().nullable()
const Name = z.string().nullable()

const Batch = z.object({
  id: z.string(),
  batchNo: z.number(),
  state: z.enum(['draft', 'frozen', 'released', 'sending', 'reconciled', 'cancelled']),
  currency: z.string(),
  lineCount: z.number(),
  sumMinor: z.bigint(),
  draftedByName: z.string(),
  draftedAt: z.date(),
  frozenByName: Name,
  frozenAt: Time,
  releasedByName: Name,
  releasedAt: Time,
  cancelledByName: Name,
  cancelledAt: Time,
  reconciledAt: Time,
  controlSha256: Name,
  settledCount: z.number(),
  failedCount: z.number(),
})
export type PayoutBatchRow = z.infer<typeof Batch>

const nameOf = (column: string) =>
  `(SELECT u.name FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.organization_id = b.organization_id AND m.id = b.${column})`
const countOf = (states: string) =>
  `(SELECT count(*)::integer FROM payout_lines l JOIN payout_attempts a ON a.organization_id = l.organization_id AND a.line_id = l.id
    WHERE l.organization_id = b.organization_id AND l.batch_id = b.id AND a.state IN (${states}))`

const SELECT = `
  SELECT b.id, b.batch_no AS "batchNo", b.state, b.currency::text AS currency, t.line_count AS "lineCount", t.sum_minor AS "sumMinor",
    ${nameOf('drafted_by_id')} AS "draftedByName", b.drafted_at AS "draftedAt", ${nameOf('frozen_by_id')} AS "frozenByName", b.frozen_at AS "frozenAt",
    ${nameOf('released_by_id')} AS "releasedByName", b.released_at AS "releasedAt", ${nameOf('cancelled_by_id')} AS "cancelledByName",
    b.cancelled_at AS "cancelledAt", b.reconciled_at AS "reconciledAt", encode(b.control_sha256, 'hex') AS "controlSha256",
    ${countOf("'settled'")} AS "settledCount", ${countOf("'returned', 'refused', 'expired'")} AS "failedCount"
  FROM payout_batches b CROSS JOIN LATERAL (
    SELECT count(*)::integer AS line_count, coalesce(sum(x.amount_minor), 0)::bigint AS sum_minor
    FROM payout_line_totals x WHERE x.organization_id = b.organization_id AND x.batch_id = b.id) t`

/** Batches, the newest first. */
export async function listPayouts(
  db: Reading,
  page: { beforeNo: number | null; size: number },
): Promise<PayoutBatchRow[]> {
  return db.rows(
    Batch,
    `${SELECT} WHERE b.organization_id = $1 AND ($2::integer IS NULL OR b.batch_no < $2) ORDER BY b.batch_no DESC LIMIT $3`,
    [db.organizationId, page.beforeNo, page.size],
  )
}

/** One batch, or undefined. */
export async function findPayout(db: Reading, id: string): Promise<PayoutBatchRow | undefined> {
  const [row] = await db.rows(Batch, `${SELECT} WHERE b.organization_id = $1 AND b.id = $2::uuid`, [
    db.organizationId,
    id,
  ])
  return row
}
