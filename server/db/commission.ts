import { z } from 'zod'
import { RULES } from '../domain/rule.ts'
import { arrayLiteral } from './array-literal.ts'
import type { Tx } from './transaction.ts'

const EntryResult = z.object({
  entryId: z.string(),
  outcome: z.enum(['approved', 'waiting', 'rejected', 'refused']),
  rule: z.enum(RULES).nullable(),
})
export type EntryResult = z.infer<typeof EntryResult>

export async function saveApprovals(
  tx: Tx,
  sessionToken: string,
  entryIds: readonly string[],
): Promise<EntryResult[]> {
  return tx.rows(
    EntryResult,
    'SELECT entry_id AS "entryId", outcome, rule FROM commission_approve($1, $2::text::uuid[])',
    [sessionToken, arrayLiteral(entryIds)],
  )
}

export async function saveRejections(
  tx: Tx,
  sessionToken: string,
  rejection: { entryIds: readonly string[]; reason: string; note: string | null },
): Promise<EntryResult[]> {
  return tx.rows(
    EntryResult,
    'SELECT entry_id AS "entryId", outcome, rule FROM commission_reject($1, $2::text::uuid[], $3, $4)',
    [sessionToken, arrayLiteral(rejection.entryIds), rejection.reason, rejection.note],
  )
}

export async function openHold(
  tx: Tx,
  sessionToken: string,
  hold: { commissionId: string; reason: string },
): Promise<void> {
  await tx.execute('SELECT commission_hold($1, $2::uuid, $3)', [
    sessionToken,
    hold.commissionId,
    hold.reason,
  ])
}

export async function closeHold(tx: Tx, sessionToken: string, commissionId: string): Promise<void> {
  await tx.execute('SELECT commission_unhold($1, $2::uuid)', [sessionToken, commissionId])
}

const ProposeResult = z.object({ referralId: z.string(), unproposed: z.enum(RULES).nullable() })
export type ProposeResult = z.infer<typeof ProposeResult>

/** Proposes for kept referrals; without a session it is the job. */
export async function proposeCommissions(
  tx: Tx,
  sessionToken: string | null,
  referralIds: readonly string[],
): Promise<ProposeResult[]> {
  return tx.rows(
    ProposeResult,
    'SELECT referral_id AS "referralId", unproposed FROM commission_propose($1, $2::text::uuid[])',
    [sessionToken, arrayLiteral(referralIds)],
  )
}

export async function saveOptIn(tx: Tx, sessionToken: string, importId: string): Promise<void> {
  await tx.execute('SELECT commission_opt_in($1, $2::uuid)', [sessionToken, importId])
}
