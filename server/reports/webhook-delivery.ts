import { z } from 'zod'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { notFound } from '#server/domain/errors.ts'
import { SEND_FAILURES } from '#server/domain/webhook/event-type.ts'
import type { ChosenDelivery } from '#server/domain/webhook/input.ts'

const Message = z.object({ eventId: z.string(), body: z.string() })

const Attempt = z.object({
  attemptNo: z.number(),
  at: z.date(),
  durationMs: z.number(),
  status: z.number().nullable(),
  failure: z.enum(SEND_FAILURES).nullable(),
  answer: z.string().nullable(),
})
export type WebhookAttemptRow = z.infer<typeof Attempt>

/** One delivery: the message as it is sent, and each attempt with what came back, the newest first (50 at most). */
export async function webhookDelivery(
  actor: Actor,
  { deliveryId }: ChosenDelivery,
): Promise<z.infer<typeof Message> & { attempts: WebhookAttemptRow[] }> {
  authorize(actor, 'webhook.read')
  return reading(actor, async (db) => {
    const place = [db.organizationId, deliveryId]
    const [message] = await db.rows(
      Message,
      `SELECT v.id AS "eventId", v.body FROM webhook_deliveries d
       JOIN webhook_events v ON v.organization_id = d.organization_id AND v.id = d.event_id
       WHERE d.organization_id = $1 AND d.id = $2`,
      place,
    )
    if (!message) throw notFound('webhook-delivery')
    const attempts = await db.rows(
      Attempt,
      `SELECT attempt_no AS "attemptNo", at, duration_ms AS "durationMs", status, failure, answer
       FROM webhook_attempts WHERE organization_id = $1 AND delivery_id = $2 ORDER BY attempt_no DESC LIMIT 50`,
      place,
    )
    return { ...message, attempts }
  })
}
