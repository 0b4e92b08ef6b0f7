import { z } from 'zod'
import { ENTRY_KINDS, ENTRY_STATUSES } from '../domain/commission/input.ts'
import type { Reading } from './reading.ts'

/** Amounts in a snapshot are text of minor units, so that no reader loses a cent. */
const Minor = z.string().transform((text) => BigInt(text))

const Trace = z.object({
  kind: z.enum(['flat', 'percent', 'tiers']),
  netMinor: Minor,
  flatMinor: Minor.nullable(),
  parts: z.array(z.object({ fromMinor: Minor, partMinor: Minor, rateBps: z.number() })),
  rawMinor: Minor,
  capMinor: Minor.nullable(),
  amountMinor: Minor,
})

const Snapshot = z.object({
  orderId: z.string(),
  orderAmountMinor: Minor,
  orderedAt: z.coerce.date(),
  deliveredAt: z.coerce.date(),
  currency: z.string(),
  refunds: z.array(z.object({ id: z.string(), amountMinor: Minor, occurredAt: z.coerce.date() })),
  netMinor: Minor,
  productCode: z.string(),
  refundWindowDays: z.number(),
  keptAt: z.coerce.date(),
  policy: z.object({
    id: z.string(),
    versionNo: z.number(),
    kind: z.enum(['flat', 'percent', 'tiers']),
    flatMinor: Minor.nullable(),
    rateBps: z.number().nullable(),
    capMinor: Minor.nullable(),
    tiers: z.array(z.object({ fromMinor: Minor, rateBps: z.number() })),
  }),
})

const Header = z.object({
  id: z.string(),
  referralId: z.string(),
  referrerId: z.string(),
  referrerName: z.string(),
  refereeId: z.string(),
  refereeName: z.string(),
  policyName: z.string(),
  currency: z.string(),
  proposedAt: z.date(),
  claimedAt: z.date(),
  keptAt: z.date(),
  knowledge: z.enum(['naive', 'aware']),
  snapshot: Snapshot,
  trace: Trace,
})
export type CommissionHeader = z.infer<typeof Header>

/** A commission with every input of its amount, or undefined. */
export async function findCommission(
  db: Reading,
  id: string,
): Promise<CommissionHeader | undefined> {
  const [row] = await db.rows(
    Header,
    `SELECT c.id, c.referral_id AS "referralId", r.referrer_id AS "referrerId", ra.name AS "referrerName", r.referee_id AS "refereeId", rb.name AS "refereeName",
       p.name AS "policyName", c.currency::text AS currency, c.proposed_at AS "proposedAt", r.claimed_at AS "claimedAt", c.kept_at AS "keptAt", r.knowledge, c.snapshot, c.trace
     FROM commissions c JOIN referrals r ON r.organization_id = c.organization_id AND r.id = c.referral_id
     JOIN customers ra ON ra.organization_id = r.organization_id AND ra.id = r.referrer_id
     JOIN customers rb ON rb.organization_id = r.organization_id AND rb.id = r.referee_id
     JOIN commission_policies p ON p.organization_id = c.organization_id AND p.id = c.policy_id
     WHERE c.organization_id = $1 AND c.id = $2::uuid`,
    [db.organizationId, id],
  )
  return row
}

const Entry = z.object({
  entryId: z.string(),
  kind: z.enum(ENTRY_KINDS),
  amountMinor: z.bigint(),
  status: z.enum(ENTRY_STATUSES),
  occurredAt: z.date(),
  proposedAt: z.date(),
  proposedByName: z.string().nullable(),
  approvalsRequired: z.number(),
  /** Of an award, one reckoning; of a reversal, the one before the refund and the one after it. */
  trace: z.union([Trace, z.object({ before: Trace, after: Trace, standingMinor: Minor })]),
  decisions: z.array(
    z.object({
      name: z.string(),
      decision: z.enum(['approve', 'reject']),
      reason: z.string().nullable(),
      note: z.string().nullable(),
      decidedAt: z.coerce.date(),
    }),
  ),
  lines: z.array(
    z.object({
      batchId: z.string(),
      batchNo: z.number(),
      batchState: z.string(),
      lineNo: z.number(),
      attemptState: z.string().nullable(),
      freedAt: z.coerce.date().nullable(),
    }),
  ),
})
export type CommissionEntryRow = z.infer<typeof Entry>

/** The entries of a commission with who decided what and the lines that carry or carried them. */
export async function listCommissionEntries(
  db: Reading,
  id: string,
): Promise<CommissionEntryRow[]> {
  return db.rows(
    Entry,
    `SELECT e.id AS "entryId", e.kind, e.amount_minor AS "amountMinor", t.status, e.occurred_at AS "occurredAt", e.proposed_at AS "proposedAt",
       pu.name AS "proposedByName", e.approvals_required AS "approvalsRequired", e.trace,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('name', u.name, 'decision', d.decision, 'reason', d.reason, 'note', d.note, 'decidedAt', d.decided_at) ORDER BY d.decided_at), '[]')
        FROM commission_decisions d JOIN memberships m ON m.organization_id = d.organization_id AND m.id = d.decided_by_id JOIN users u ON u.id = m.user_id
        WHERE d.organization_id = e.organization_id AND d.entry_id = e.id) AS decisions,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('batchId', b.id, 'batchNo', b.batch_no, 'batchState', b.state, 'lineNo', l.line_no, 'freedAt', x.freed_at, 'attemptState',
          (SELECT a.state FROM payout_attempts a WHERE a.organization_id = l.organization_id AND a.line_id = l.id ORDER BY a.attempt_no DESC LIMIT 1)) ORDER BY b.batch_no), '[]')
        FROM payout_line_entries x JOIN payout_lines l ON l.organization_id = x.organization_id AND l.id = x.line_id
        JOIN payout_batches b ON b.organization_id = l.organization_id AND b.id = l.batch_id
        WHERE x.organization_id = e.organization_id AND x.entry_id = e.id) AS lines
     FROM commission_entries e JOIN commission_entry_status t ON t.organization_id = e.organization_id AND t.entry_id = e.id
     LEFT JOIN memberships pm ON pm.organization_id = e.organization_id AND pm.id = e.proposed_by_id LEFT JOIN users pu ON pu.id = pm.user_id
     WHERE e.organization_id = $1 AND e.commission_id = $2::uuid ORDER BY e.proposed_at, e.id`,
    [db.organizationId, id],
  )
}
