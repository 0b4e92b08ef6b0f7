import {
  type ProposeResult,
  proposeCommissions as savePropositions,
} from '#server/db/commission.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { ProposeCommissions } from '#server/domain/commission/input.ts'

/** Proposes for kept referrals that have nothing proposed yet; whoever proposes cannot approve. */
export async function proposeCommissions(
  actor: Actor,
  input: ProposeCommissions,
): Promise<{ results: ProposeResult[] }> {
  authorize(actor, 'commission.propose')
  const sessionToken = actor.kind === 'member' ? actor.sessionToken : null
  return transaction(actor, async (tx) => ({
    results: await savePropositions(tx, sessionToken, input.referralIds),
  }))
}
