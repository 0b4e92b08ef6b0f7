import { randomUUID } from 'node:crypto'
import { transaction } from '#server/db/transaction.ts'
import { newWebhookSecret, sealWebhook } from '#server/db/webhook-secret.ts'
import { isReachableUrl } from '#server/documents/webhook-post.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { invalid } from '#server/domain/errors.ts'
import type { AddWebhookEndpoint } from '#server/domain/webhook/input.ts'

/** More than any house needs; each event is sent once for each. */
const MAX_ENDPOINTS = 20

/**
 * Registers an address that hears of what happens here.
 * @returns its secret, which is told this once
 */
export async function addWebhookEndpoint(
  actor: Actor,
  input: AddWebhookEndpoint,
): Promise<{ id: string; secret: string }> {
  authorize(actor, 'webhook.change')
  if (!(await isReachableUrl(input.url))) throw invalid([{ field: 'url', code: 'url.closed' }])

  return transaction(actor, async ({ prisma, organizationId }) => {
    if ((await prisma.webhookEndpoint.count()) >= MAX_ENDPOINTS)
      throw invalid([{ field: 'url', code: 'too-big', values: { max: MAX_ENDPOINTS } }])
    const id = randomUUID()
    const secret = newWebhookSecret()
    const { url, description, eventTypes } = input
    const secretCipher = sealWebhook(id, secret)

    await prisma.webhookEndpoint.create({
      data: { id, organizationId, url, description, eventTypes, secretCipher },
    })
    return { id, secret }
  })
}
