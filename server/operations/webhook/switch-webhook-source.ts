import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { notFound } from '#server/domain/errors.ts'
import type { SwitchWebhookSource } from '#server/domain/webhook/input.ts'

/** Lets a source send again, or no more. */
export async function switchWebhookSource(
  actor: Actor,
  { sourceId: id, isEnabled }: SwitchWebhookSource,
  now: Date,
): Promise<void> {
  authorize(actor, 'webhook.change')
  await transaction(actor, async ({ prisma }) => {
    const source = await prisma.webhookSource.findUnique({ where: { id } })
    if (!source) throw notFound('webhook-source')
    if (isEnabled === (source.disabledAt === null)) return
    await prisma.webhookSource.update({
      where: { id },
      data: { disabledAt: isEnabled ? null : now },
    })
  })
}
