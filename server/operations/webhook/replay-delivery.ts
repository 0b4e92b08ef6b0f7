import { factTransaction } from '#server/db/fact-transaction.ts'
import { replayDeliveries } from '#server/db/webhook-delivery.ts'
import { endpointOfDelivery, requireHearing } from '#server/db/webhook-endpoint.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { ChosenDelivery } from '#server/domain/webhook/input.ts'

/** Sends one delivery again, whatever became of it, under the same message id. One that is being sent is left alone. */
export async function replayDelivery(
  actor: Actor,
  { deliveryId }: ChosenDelivery,
  now: Date,
): Promise<void> {
  authorize(actor, 'webhook.change')
  await factTransaction(actor, async (tx) => {
    await requireHearing(tx, await endpointOfDelivery(tx, deliveryId))
    await replayDeliveries(tx, { deliveryId }, now)
  })
}
