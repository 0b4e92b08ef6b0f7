import { factTransaction } from '#server/db/fact-transaction.ts'
import { replaceSecret } from '#server/db/webhook-endpoint.ts'
import { newWebhookSecret, sealWebhook } from '#server/db/webhook-secret.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { ChosenWebhookEndpoint } from '#server/domain/webhook/input.ts'
import { previousSecretUntil } from '#server/domain/webhook/rotation.ts'

/** Gives an endpoint a new secret, told this once. For a day the old one signs beside it. */
export async function rotateWebhookEndpoint(
  actor: Actor,
  { endpointId: id }: ChosenWebhookEndpoint,
  now: Date,
): Promise<{ secret: string }> {
  authorize(actor, 'webhook.change')
  const secret = newWebhookSecret()
  const rotation = { id, cipher: sealWebhook(id, secret), previousUntil: previousSecretUntil(now) }
  await factTransaction(actor, (tx) => replaceSecret(tx, 'webhook_endpoints', rotation))
  return { secret }
}
