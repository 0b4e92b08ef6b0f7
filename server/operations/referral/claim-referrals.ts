import { type ClaimResult, claimReferrals as saveClaims } from '#server/db/referral.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { ClaimReferrals } from '#server/domain/referral/input.ts'

/**
 * Records who told whom. Every claim has its own result; among claims on one referee the stronger evidence wins, then the earlier.
 * A claim on somebody whose referral is live is kept beside it as competing.
 */
export async function claimReferrals(
  actor: Actor,
  input: ClaimReferrals,
): Promise<{ results: ClaimResult[] }> {
  authorize(actor, 'referral.claim')
  const sessionToken = actor.kind === 'member' ? actor.sessionToken : null
  return transaction(actor, async (tx) => ({
    results: await saveClaims(tx, input.claims, { sessionToken }),
  }))
}
