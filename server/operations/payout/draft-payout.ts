import { randomUUID } from 'node:crypto'
import { draftPayout as saveDraft } from '#server/db/payout.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import type { DraftPayout } from '#server/domain/payout/input.ts'

/** Gathers everything approved and unpaid of the named customers, or of all, into a batch; corrections come with it. */
export async function draftPayout(
  actor: Actor,
  input: DraftPayout,
): Promise<{ id: string; lineCount: number }> {
  authorize(actor, 'payout.draft')
  const { currency, customerIds = null } = input
  const id = randomUUID()
  return transaction(actor, async (tx) => ({
    id,
    lineCount: await saveDraft(tx, sessionOf(actor), { id, currency, customerIds }),
  }))
}
