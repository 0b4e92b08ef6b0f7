import { z } from 'zod'
import type { EntryToDecide } from '../domain/commission/decide-approval.ts'
import { ENTRY_KINDS } from '../domain/commission/input.ts'
import { arrayLiteral } from './array-literal.ts'
import type { Reading } from './reading.ts'
import type { Tx } from './transaction.ts'

/** The facts that a decision on an entry stands on, seen by one member. For queries that call the entry `e` and its commission `c`. */
export const DECISION_FACTS = `
  e.kind, entry_state(e.organization_id, e.id) AS state, e.proposed_by_id AS "proposedById",
  greatest(e.approvals_required, approvals_required(e.organization_id, e.amount_minor, e.currency)) AS "approvalsRequired",
  ARRAY(SELECT d.decided_by_id::text FROM commission_decisions d
    WHERE d.organization_id = e.organization_id AND d.entry_id = e.id AND d.decision = 'approve' ORDER BY d.decided_at) AS "approverIds",
  EXISTS (SELECT 1 FROM commission_holds h WHERE h.organization_id = c.organization_id AND h.commission_id = c.id AND h.closed_at IS NULL) AS "isOnHold",
  EXISTS (SELECT 1 FROM commission_entries x WHERE x.organization_id = c.organization_id AND x.commission_id = c.id AND x.kind = 'reversal'
    AND x.id <> e.id AND entry_state(x.organization_id, x.id) = 'proposed') AS "hasPendingReversal",
  EXISTS (SELECT 1 FROM commission_entries x WHERE x.organization_id = c.organization_id AND x.commission_id = c.id AND x.kind = 'award'
    AND x.id <> e.id AND entry_state(x.organization_id, x.id) = 'proposed') AS "hasUndecidedAward",
  member_is_party(c.organization_id, $2::uuid, c.referral_id) AS "isOwnReferral"`

export const DecisionFacts = z.object({
  kind: z.enum(ENTRY_KINDS),
  state: z.enum(['proposed', 'approved', 'rejected']),
  proposedById: z.string().nullable(),
  approvalsRequired: z.number(),
  approverIds: z.array(z.string()),
  isOnHold: z.boolean(),
  hasPendingReversal: z.boolean(),
  hasUndecidedAward: z.boolean(),
  isOwnReferral: z.boolean(),
}) satisfies z.ZodType<EntryToDecide>

const Loaded = DecisionFacts.extend({ entryId: z.string() })
export type LoadedEntry = z.infer<typeof Loaded>

/** Entries with what a decision needs; those that are not here are left out. */
export async function loadEntries(
  db: Tx | Reading,
  membershipId: string,
  entryIds: readonly string[],
): Promise<LoadedEntry[]> {
  return db.rows(
    Loaded,
    `SELECT e.id AS "entryId", ${DECISION_FACTS}
     FROM commission_entries e JOIN commissions c ON c.organization_id = e.organization_id AND c.id = e.commission_id
     WHERE e.organization_id = $1::uuid AND e.id = ANY ($3::text::uuid[])`,
    [db.organizationId, membershipId, arrayLiteral(entryIds)],
  )
}
