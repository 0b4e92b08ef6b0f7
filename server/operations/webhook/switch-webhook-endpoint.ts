import { factTransaction } from '#server/db/fact-transaction.ts'
import { disableEndpoint } from '#server/db/webhook-delivery.ts'
import { lockEndpoint } from '#server/db/webhook-endpoint.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { SwitchWebhookEndpoint } from '#server/domain/webhook/input.ts'

/** Lets an endpoint hear again, or no more: then what waited for it has failed and may be replayed. */
export async function switchWebhookEndpoint(
  actor: Actor,
  { endpointId, isEnabled }: SwitchWebhookEndpoint,
  now: Date,
): Promise<void> {
  authorize(actor, 'webhook.change')
  await factTransaction(actor, async (tx) => {
    const { disabledAt } = await lockEndpoint(tx, endpointId)
    if (isEnabled === (disabledAt === null)) return

    if (!isEnabled) return disableEndpoint(tx, endpointId, { reason: 'person', at: now })
    await tx.execute(
      `UPDATE webhook_endpoints SET disabled_at = NULL, disabled_reason = NULL, failing_since = NULL
       WHERE organization_id = $1 AND id = $2`,
      [tx.organizationId, endpointId],
    )
  })
}
