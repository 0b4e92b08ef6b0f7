import { z } from 'zod'
import { factTransaction } from '#server/db/fact-transaction.ts'
import { requireHearing } from '#server/db/webhook-endpoint.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { assert } from '#server/domain/errors.ts'
import type { ChosenWebhookEndpoint } from '#server/domain/webhook/input.ts'

const Sent = z.object({ id: z.string() })

/** Sends an event that says nothing to one endpoint, by the way that all take. @returns the delivery's id */
export async function sendTestEvent(
  actor: Actor,
  { endpointId }: ChosenWebhookEndpoint,
): Promise<{ deliveryId: string }> {
  authorize(actor, 'webhook.change')
  return factTransaction(actor, async (tx) => {
    await requireHearing(tx, endpointId)
    const [sent] = await tx.rows(Sent, 'SELECT webhook_emit_test($1) AS id', [endpointId])
    assert(sent, 'a test event is always written')
    return { deliveryId: sent.id }
  })
}
