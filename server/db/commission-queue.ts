import { z } from 'zod'
import type { EntryQueueQuestion } from '../domain/commission/input.ts'
import { DECISION_FACTS, DecisionFacts } from './commission-entry.ts'
import { sumMeasures } from './count-day.ts'
import type { Reading } from './reading.ts'

const Queued = DecisionFacts.extend({
  entryId: z.string(),
  commissionId: z.string(),
  referralId: z.string(),
  amountMinor: z.bigint(),
  currency: z.string(),
  proposedAt: z.date(),
  place: z.string(),
  proposedByName: z.string().nullable(),
  approvals: z.array(z.object({ membershipId: z.string(), name: z.string(), at: z.coerce.date() })),
  referrerId: z.string(),
  referrerName: z.string(),
  refereeId: z.string(),
  refereeName: z.string(),
  productName: z.string(),
  orderedAt: z.date(),
  keptAt: z.date(),
  knowledge: z.enum(['naive', 'aware']),
  priorThanks: z.number(),
  ageDays: z.number(),
})
export type QueuedEntry = z.infer<typeof Queued>

const IS_OPEN = `NOT EXISTS (SELECT 1 FROM commission_entry_outcomes s WHERE s.organization_id = e.organization_id AND s.entry_id = e.id)`
const HAS_DECISION = `EXISTS (SELECT 1 FROM commission_decisions d WHERE d.organization_id = e.organization_id AND d.entry_id = e.id)`

/** Undecided entries, the longest waiting first, with what the decider (a member) needs to see. */
export async function listQueue(
  db: Reading,
  membershipId: string,
  of: Omit<EntryQueueQuestion, 'cursor' | 'limit'> & {
    after: { at: string; id: string } | null
    size: number
  },
): Promise<QueuedEntry[]> {
  return db.rows(
    Queued,
    `SELECT e.id AS "entryId", c.id AS "commissionId", c.referral_id AS "referralId", e.amount_minor AS "amountMinor", e.currency::text AS currency,
       e.proposed_at AS "proposedAt", e.proposed_at::text AS place, pu.name AS "proposedByName",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('membershipId', d.decided_by_id, 'name', u.name, 'at', d.decided_at) ORDER BY d.decided_at), '[]')
        FROM commission_decisions d JOIN memberships m ON m.organization_id = d.organization_id AND m.id = d.decided_by_id JOIN users u ON u.id = m.user_id
        WHERE d.organization_id = e.organization_id AND d.entry_id = e.id AND d.decision = 'approve') AS approvals,
       r.referrer_id AS "referrerId", ra.name AS "referrerName", r.referee_id AS "refereeId", rb.name AS "refereeName",
       p.name AS "productName", o.occurred_at AS "orderedAt", r.kept_at AS "keptAt", r.knowledge,
       (SELECT count(*)::integer FROM disclosures t WHERE t.organization_id = r.organization_id AND t.customer_id = r.referrer_id AND t.kind = 'thanks'
        AND t.at < r.claimed_at) AS "priorThanks",
       extract(day FROM clock() - e.proposed_at)::integer AS "ageDays", ${DECISION_FACTS}
     FROM commission_entries e
     JOIN commissions c ON c.organization_id = e.organization_id AND c.id = e.commission_id
     JOIN referrals r ON r.organization_id = c.organization_id AND r.id = c.referral_id
     JOIN customers ra ON ra.organization_id = r.organization_id AND ra.id = r.referrer_id
     JOIN customers rb ON rb.organization_id = r.organization_id AND rb.id = r.referee_id
     JOIN orders o ON o.organization_id = r.organization_id AND o.id = r.order_id
     JOIN products p ON p.organization_id = o.organization_id AND p.id = o.product_id
     LEFT JOIN memberships pm ON pm.organization_id = e.organization_id AND pm.id = e.proposed_by_id LEFT JOIN users pu ON pu.id = pm.user_id
     WHERE e.organization_id = $1 AND ${IS_OPEN}
       AND ($3::text IS NULL OR ($3 = 'waiting') = ${HAS_DECISION})
       AND ($4::text IS NULL OR e.kind = $4)
       AND ($5::timestamptz IS NULL OR (e.proposed_at, e.id) > ($5, $6::uuid))
     ORDER BY e.proposed_at, e.id LIMIT $7`,
    [
      db.organizationId,
      membershipId,
      of.status ?? null,
      of.kind ?? null,
      of.after?.at ?? null,
      of.after?.id ?? null,
      of.size,
    ],
  )
}

export type QueueTotal = { currency: string; count: number; sumMinor: bigint }

/** Everything undecided, per currency. */
export async function sumQueue(db: Reading): Promise<QueueTotal[]> {
  const sums = await sumMeasures(db, ['entry'], { part: 'open' })
  return sums.map(({ currency, count, amountMinor }) => ({
    currency,
    count,
    sumMinor: amountMinor,
  }))
}
