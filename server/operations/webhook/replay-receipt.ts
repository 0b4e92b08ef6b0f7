import { factTransaction } from '#server/db/fact-transaction.ts'
import { holdAgain } from '#server/db/webhook-receipt.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { ChosenReceipt } from '#server/domain/webhook/input.ts'
import type { ReceiptAnswer } from '#server/domain/webhook/receipt-verdict.ts'
import { sourceActor } from '#server/domain/webhook/source-actor.ts'
import { workOnReceipt } from './work-on-receipt.ts'

/**
 * Works again on a message that was not recorded whole: a moment was unknown, or we stumbled. It is recorded in the source's name.
 * @throws ProblemError conflict, for one that was recorded whole
 */
export async function replayReceipt(
  actor: Actor,
  { receiptId }: ChosenReceipt,
  now: Date,
): Promise<ReceiptAnswer | null> {
  authorize(actor, 'webhook.change')
  const sourceId = await factTransaction(actor, (tx) => holdAgain(tx, receiptId, now))
  return workOnReceipt(
    sourceActor(actor.organizationId, sourceId, actor.requestId),
    { receiptId },
    now,
  )
}
