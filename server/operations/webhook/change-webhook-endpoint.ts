import { transaction } from '#server/db/transaction.ts'
import { isReachableUrl } from '#server/documents/webhook-post.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { invalid, notFound } from '#server/domain/errors.ts'
import type { ChangeWebhookEndpoint } from '#server/domain/webhook/input.ts'

/** Changes where an endpoint is and what it hears of. What is on its way goes to the new address. */
export async function changeWebhookEndpoint(
  actor: Actor,
  { endpointId: id, ...data }: ChangeWebhookEndpoint,
): Promise<void> {
  authorize(actor, 'webhook.change')
  if (!(await isReachableUrl(data.url))) throw invalid([{ field: 'url', code: 'url.closed' }])
  await transaction(actor, async ({ prisma }) => {
    const { count } = await prisma.webhookEndpoint.updateMany({ where: { id }, data })
    if (count === 0) throw notFound('webhook-endpoint')
  })
}
