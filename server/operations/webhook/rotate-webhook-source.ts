import { factTransaction } from '#server/db/fact-transaction.ts'
import { replaceSecret } from '#server/db/webhook-endpoint.ts'
import { newWebhookSecret, sealWebhook } from '#server/db/webhook-secret.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import type { ChosenWebhookSource } from '#server/domain/webhook/input.ts'
import { previousSecretUntil } from '#server/domain/webhook/rotation.ts'

/** Gives a source a new secret, told this once. For a day messages signed with the old one are let in too. */
export async function rotateWebhookSource(
  actor: Actor,
  { sourceId: id }: ChosenWebhookSource,
  now: Date,
): Promise<{ secret: string }> {
  authorize(actor, 'webhook.change')
  const secret = newWebhookSecret()
  const rotation = { id, cipher: sealWebhook(id, secret), previousUntil: previousSecretUntil(now) }
  await factTransaction(actor, (tx) => replaceSecret(tx, 'webhook_sources', rotation))
  return { secret }
}
