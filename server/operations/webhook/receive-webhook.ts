import { createHash, randomUUID } from 'node:crypto'
import { factTransaction } from '#server/db/fact-transaction.ts'
import { holdReceipt } from '#server/db/webhook-receipt.ts'
import { newWebhookSecret, openSecrets, sealWebhook } from '#server/db/webhook-secret.ts'
import { findSource } from '#server/db/webhook-source.ts'
import { isSignedWebhook } from '#server/documents/webhook-signature.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { ProblemError } from '#server/domain/errors.ts'
import { type InboundWebhook, sourceActor } from '#server/domain/webhook/source-actor.ts'
import { workOnReceipt } from './work-on-receipt.ts'

/** Nobody has it: what is unknown is measured against it, so that it takes as long as what is known. */
const nobodysSecret = newWebhookSecret()

/**
 * Takes a signed message of a source and records its facts. The message is kept first, so that nothing is lost when the work fails;
 * an id that was answered before is answered the same, and nothing is recorded again.
 *
 * @throws ProblemError unauthenticated, alike for an unknown source, a bad signature and a stale time; conflict, for a known id with
 *   another body
 */
export async function receiveWebhook(inbound: InboundWebhook, now: Date): Promise<unknown> {
  const { sourceId, headers, body } = inbound
  const source = await findSource(sourceId)
  const secrets = source ? openSecrets(sourceId, source, now) : [nobodysSecret]
  const isSigned = isSignedWebhook(secrets, headers, body, now)
  if (!source || !isSigned) throw new ProblemError({ kind: 'unauthenticated' })
  const actor: Actor = sourceActor(source.organizationId, sourceId, inbound.requestId)
  authorize(actor, 'webhook.receive')

  const id = randomUUID()
  const arrived = {
    id,
    sourceId,
    webhookId: headers.id,
    bodySha256: createHash('sha256').update(body).digest(),
    bodyCipher: sealWebhook(id, body),
  }
  const held = await factTransaction(actor, (tx) => holdReceipt(tx, arrived, now))

  return held.kind === 'answered' ? held.answer : workOnReceipt(actor, { receiptId: held.id }, now)
}
