import { randomUUID } from 'node:crypto'
import { transaction } from '#server/db/transaction.ts'
import { newWebhookSecret, sealWebhook } from '#server/db/webhook-secret.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { invalid } from '#server/domain/errors.ts'
import type { AddWebhookSource } from '#server/domain/webhook/input.ts'

/**
 * Lets another system send facts here.
 * @returns its secret, which is told this once
 */
export async function addWebhookSource(
  actor: Actor,
  { name }: AddWebhookSource,
): Promise<{ id: string; secret: string }> {
  authorize(actor, 'webhook.change')
  return transaction(actor, async ({ prisma, organizationId }) => {
    if (await prisma.webhookSource.findFirst({ where: { name }, select: { id: true } }))
      throw invalid([{ field: 'name', code: 'name.taken' }])
    const id = randomUUID()
    const secret = newWebhookSecret()
    const secretCipher = sealWebhook(id, secret)

    await prisma.webhookSource.create({ data: { id, organizationId, name, secretCipher } })
    return { id, secret }
  })
}
