import { randomUUID } from 'node:crypto'
import { savePolicyDraft } from '#server/db/policy.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import type { DraftPolicy } from '#server/domain/policy/input.ts'

/** Writes a version of rates and caps as a draft, or writes a draft anew. It has no effect until an owner seals it. */
export async function draftPolicy(
  actor: Actor,
  input: DraftPolicy,
): Promise<{ id: string; versionNo: number }> {
  authorize(actor, 'policy.draft')
  const id = input.id ?? randomUUID()
  return transaction(actor, async (tx) => ({
    id,
    versionNo: await savePolicyDraft(tx, sessionOf(actor), { ...input, id }),
  }))
}
