import { factTransaction } from '#server/db/fact-transaction.ts'
import { claimWebhook } from '#server/db/webhook-clock.ts'
import { findClaimed, saveAttempt } from '#server/db/webhook-delivery.ts'
import { openSecrets } from '#server/db/webhook-secret.ts'
import { postWebhook } from '#server/documents/webhook-post.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { decideAttempt } from '#server/domain/webhook/decide-attempt.ts'

/** The path of one delivery, for the log of the house. */
export type DeliveryDone = { organizationId: string; endpointId: string; kind: string }

/**
 * Takes one due delivery of any organization, sends it, and writes what came back. The claim is a transaction of its own: a worker
 * that is killed while it waits for the answer loses it after a minute, and another sends the same message again.
 *
 * @returns null where nothing is due
 */
export async function deliverNextWebhook(
  everyOrganization: Actor,
  now: Date,
): Promise<DeliveryDone | null> {
  authorize(everyOrganization, 'webhook.deliver')
  const claimed = await claimWebhook(now)
  if (!claimed) return null
  const actor: Actor = { ...everyOrganization, organizationId: claimed.organizationId }
  const delivery = await factTransaction(actor, (tx) => findClaimed(tx, claimed))
  const { organizationId } = claimed
  if (!delivery) return { organizationId, endpointId: '', kind: 'lost' }

  const { url, body, eventId: id, endpointId, tryCount, failingSince } = delivery
  const secrets = openSecrets(endpointId, delivery, now)
  const result = await postWebhook({ url, id, body, secrets }, now)
  const endedAt = new Date(now.getTime() + result.durationMs)
  const random = Math.random()
  const decision = decideAttempt(result, {
    tryCount: tryCount + 1,
    failingSince,
    now: endedAt,
    random,
  })

  const attempt = { ...claimed, endpointId, result, decision, at: now, endedAt }
  const isOurs = await factTransaction(actor, (tx) => saveAttempt(tx, attempt))
  return { organizationId, endpointId, kind: isOurs ? decision.kind : 'lost' }
}
