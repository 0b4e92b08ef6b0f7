import { z } from 'zod'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { cursorPlace, pageOf } from '#server/domain/list-cursor.ts'
import { DELIVERY_STATES, SEND_FAILURES } from '#server/domain/webhook/event-type.ts'
import type { DeliveryListQuestion } from '#server/domain/webhook/input.ts'

const Delivery = z.object({
  id: z.string(),
  type: z.string(),
  url: z.string(),
  state: z.enum(DELIVERY_STATES),
  attemptCount: z.number(),
  dueAt: z.date(),
  isSending: z.boolean(),
  createdAt: z.date(),
  status: z.number().nullable(),
  failure: z.enum(SEND_FAILURES).nullable(),
  place: z.string(),
})
export type DeliveryRow = z.infer<typeof Delivery>

/** What went out or waits to, the newest first, with the answer to the last attempt. */
export async function webhookDeliveries(
  actor: Actor,
  { endpointId, state, cursor, limit }: DeliveryListQuestion,
): Promise<{ items: DeliveryRow[]; next: string | null }> {
  authorize(actor, 'webhook.read')
  const after = cursor ? cursorPlace(cursor) : null
  return reading(actor, async (db) => {
    const found = await db.rows(
      Delivery,
      `SELECT d.id, v.type, e.url, d.state, d.attempt_count AS "attemptCount", d.due_at AS "dueAt",
         d.claim IS NOT NULL AS "isSending", d.created_at AS "createdAt", a.status, a.failure, d.created_at::text AS place
       FROM webhook_deliveries d
       JOIN webhook_events v ON v.organization_id = d.organization_id AND v.id = d.event_id
       JOIN webhook_endpoints e ON e.organization_id = d.organization_id AND e.id = d.endpoint_id
       LEFT JOIN webhook_attempts a ON a.organization_id = d.organization_id AND a.delivery_id = d.id AND a.attempt_no = d.attempt_count
       WHERE d.organization_id = $1 AND ($2::uuid IS NULL OR d.endpoint_id = $2) AND ($3::text IS NULL OR d.state = $3)
         AND ($4::timestamptz IS NULL OR (d.created_at, d.id) < ($4, $5::uuid))
       ORDER BY d.created_at DESC, d.id DESC LIMIT $6`,
      [
        db.organizationId,
        endpointId ?? null,
        state ?? null,
        after?.at ?? null,
        after?.id ?? null,
        limit + 1,
      ],
    )
    return pageOf(found, limit, ({ place, id }) => ({ at: place, id }))
  })
}
