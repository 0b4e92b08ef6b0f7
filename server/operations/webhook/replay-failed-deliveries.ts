import { factTransaction } from '#server/db/fact-transaction.ts'
import { replayDeliveries } from '#server/db/webhook-delivery.ts'
import { requireHearing } from '#server/db/webhook-endpoint.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { ReplayFailedDeliveries } from '#server/domain/webhook/input.ts'

/** Sends an endpoint everything again that failed since an instant. @returns how many deliveries */
export async function replayFailedDeliveries(
  actor: Actor,
  { endpointId, since: failedSince }: ReplayFailedDeliveries,
  now: Date,
): Promise<{ count: number }> {
  authorize(actor, 'webhook.change')
  return factTransaction(actor, async (tx) => {
    await requireHearing(tx, endpointId)
    return { count: await replayDeliveries(tx, { endpointId, failedSince }, now) }
  })
}
