import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { notFound } from '#server/domain/errors.ts'
import type { ChosenWebhookEndpoint } from '#server/domain/webhook/input.ts'

/** Takes an endpoint away with its log; the audit log keeps that it was there. */
export async function removeWebhookEndpoint(
  actor: Actor,
  { endpointId: id }: ChosenWebhookEndpoint,
): Promise<void> {
  authorize(actor, 'webhook.change')
  await transaction(actor, async ({ prisma }) => {
    const { count } = await prisma.webhookEndpoint.deleteMany({ where: { id } })
    if (count === 0) throw notFound('webhook-endpoint')
  })
}
