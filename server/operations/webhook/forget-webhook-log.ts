import { factTransaction } from '#server/db/fact-transaction.ts'
import { forgetEvents } from '#server/db/webhook-delivery.ts'
import { forgetReceipts } from '#server/db/webhook-receipt.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'

const KEPT_MS = 30 * 24 * 60 * 60 * 1000
const CHUNK = 2000

/** Forgets what went out and came in more than thirty days ago, in small transactions. @returns how many messages went */
export async function forgetWebhookLog(actor: Actor, now: Date): Promise<number> {
  authorize(actor, 'webhook.forget')
  const before = new Date(now.getTime() - KEPT_MS)
  let forgotten = 0
  for (const forget of [forgetEvents, forgetReceipts])
    for (let count = CHUNK; count === CHUNK; forgotten += count)
      count = await factTransaction(actor, (tx) => forget(tx, before, CHUNK))
  return forgotten
}
