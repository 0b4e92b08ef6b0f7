import { z } from 'zod'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { WEBHOOK_EVENT_TYPES } from '#server/domain/webhook/event-type.ts'

/** Counts stop here: health needs no more. */
const COUNTED = 1000

const Endpoint = z.object({
  id: z.string(),
  url: z.string(),
  description: z.string(),
  eventTypes: z.array(z.enum(WEBHOOK_EVENT_TYPES)),
  disabledAt: z.date().nullable(),
  disabledReason: z.enum(['person', 'gone', 'failing']).nullable(),
  failingSince: z.date().nullable(),
  previousUntil: z.date().nullable(),
  lastDeliveredAt: z.date().nullable(),
  waitingCount: z.number(),
  failedCount: z.number(),
})
export type WebhookEndpointRow = z.infer<typeof Endpoint>

const Source = z.object({
  id: z.string(),
  name: z.string(),
  disabledAt: z.date().nullable(),
  previousUntil: z.date().nullable(),
  lastReceivedAt: z.date().nullable(),
})
export type WebhookSourceRow = z.infer<typeof Source>

/** Who hears of us and who tells us, and whether it works: what waits, what failed in the last day (1000 at most of each). */
export async function webhookOverview(
  actor: Actor,
  now: Date,
): Promise<{ endpoints: WebhookEndpointRow[]; sources: WebhookSourceRow[] }> {
  authorize(actor, 'webhook.read')
  return reading(actor, async (db) => ({
    endpoints: await db.rows(
      Endpoint,
      `SELECT e.id, e.url, e.description, e.event_types AS "eventTypes", e.disabled_at AS "disabledAt",
         e.disabled_reason AS "disabledReason", e.failing_since AS "failingSince",
         CASE WHEN e.previous_until > $2 THEN e.previous_until END AS "previousUntil",
         (SELECT d.finished_at FROM webhook_deliveries d WHERE d.organization_id = e.organization_id AND d.endpoint_id = e.id
            AND d.state = 'delivered' ORDER BY d.created_at DESC LIMIT 1) AS "lastDeliveredAt",
         (SELECT count(*)::int FROM (SELECT 1 FROM webhook_deliveries d WHERE d.endpoint_id = e.id AND d.state = 'waiting'
            LIMIT ${COUNTED}) w) AS "waitingCount",
         (SELECT count(*)::int FROM (SELECT 1 FROM webhook_deliveries d WHERE d.organization_id = e.organization_id
            AND d.endpoint_id = e.id AND d.state = 'failed' AND d.created_at > $2::timestamptz - interval '24 hours'
            LIMIT ${COUNTED}) f) AS "failedCount"
       FROM webhook_endpoints e WHERE e.organization_id = $1 ORDER BY e.created_at, e.id`,
      [db.organizationId, now],
    ),
    sources: await db.rows(
      Source,
      `SELECT s.id, s.name, s.disabled_at AS "disabledAt",
         CASE WHEN s.previous_until > $2 THEN s.previous_until END AS "previousUntil",
         (SELECT max(r.received_at) FROM webhook_receipts r WHERE r.organization_id = s.organization_id
            AND r.source_id = s.id) AS "lastReceivedAt"
       FROM webhook_sources s WHERE s.organization_id = $1 ORDER BY s.name`,
      [db.organizationId, now],
    ),
  }))
}
