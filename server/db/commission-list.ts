import { z } from 'zod'
import { ENTRY_KINDS, ENTRY_STATUSES } from '../domain/commission/input.ts'
import { RULES } from '../domain/rule.ts'
import type { Reading } from './reading.ts'

const Listed = z.object({
  entryId: z.string(),
  commissionId: z.string(),
  kind: z.enum(ENTRY_KINDS),
  amountMinor: z.bigint(),
  currency: z.string(),
  status: z.enum(ENTRY_STATUSES),
  referrerName: z.string(),
  refereeName: z.string(),
  proposedAt: z.date(),
  decidedAt: z.date().nullable(),
  place: z.string(),
})
export type ListedEntry = z.infer<typeof Listed>

/** Entries by what they came to, the newest first. */
export async function listEntries(
  db: Reading,
  of: { status: string | null; after: { at: string; id: string } | null; size: number },
): Promise<ListedEntry[]> {
  return db.rows(
    Listed,
    `SELECT e.id AS "entryId", e.commission_id AS "commissionId", e.kind, e.amount_minor AS "amountMinor", e.currency::text AS currency, t.status,
       ra.name AS "referrerName", rb.name AS "refereeName", e.proposed_at AS "proposedAt", s.at AS "decidedAt", e.proposed_at::text AS place
     FROM commission_entries e
     JOIN commission_entry_status t ON t.organization_id = e.organization_id AND t.entry_id = e.id
     JOIN commissions c ON c.organization_id = e.organization_id AND c.id = e.commission_id
     JOIN referrals r ON r.organization_id = c.organization_id AND r.id = c.referral_id
     JOIN customers ra ON ra.organization_id = r.organization_id AND ra.id = r.referrer_id
     JOIN customers rb ON rb.organization_id = r.organization_id AND rb.id = r.referee_id
     LEFT JOIN commission_entry_outcomes s ON s.organization_id = e.organization_id AND s.entry_id = e.id
     WHERE e.organization_id = $1 AND ($2::text IS NULL OR t.status = $2)
       AND ($3::timestamptz IS NULL OR (e.proposed_at, e.id) < ($3, $4::uuid))
     ORDER BY e.proposed_at DESC, e.id DESC LIMIT $5`,
    [db.organizationId, of.status, of.after?.at ?? null, of.after?.id ?? null, of.size],
  )
}

const Unproposed = z.object({
  referralId: z.string(),
  referrerName: z.string(),
  refereeName: z.string(),
  keptAt: z.date(),
  /** Null: nothing stands in the way, the job comes to it. */
  reason: z.enum(RULES).nullable(),
  importId: z.string().nullable(),
})
export type UnproposedReferral = z.infer<typeof Unproposed>

/** Kept referrals without a commission, and why, the newest first. */
export async function listUnproposedReferrals(
  db: Reading,
  size: number,
): Promise<UnproposedReferral[]> {
  return db.rows(
    Unproposed,
    `SELECT r.id AS "referralId", ra.name AS "referrerName", rb.name AS "refereeName", r.kept_at AS "keptAt",
       commission_blocker(r.organization_id, r.id) AS reason, r.import_id AS "importId"
     FROM referrals r
     JOIN customers ra ON ra.organization_id = r.organization_id AND ra.id = r.referrer_id
     JOIN customers rb ON rb.organization_id = r.organization_id AND rb.id = r.referee_id
     WHERE r.organization_id = $1 AND r.state = 'kept'
       AND NOT EXISTS (SELECT 1 FROM commissions c WHERE c.organization_id = r.organization_id AND c.referral_id = r.id)
     ORDER BY r.kept_at DESC, r.id LIMIT $2`,
    [db.organizationId, size],
  )
}
