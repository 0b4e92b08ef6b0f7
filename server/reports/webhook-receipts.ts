import { z } from 'zod'
import { reading } from '#server/db/reading.ts'
import { type Actor, authorize } from '#server/domain/actor.ts'
import { cursorPlace, pageOf } from '#server/domain/list-cursor.ts'
import { RECEIPT_STATES } from '#server/domain/webhook/event-type.ts'
import type { ReceiptListQuestion } from '#server/domain/webhook/input.ts'

const Receipt = z.object({
  id: z.string(),
  sourceName: z.string(),
  webhookId: z.string(),
  type: z.string().nullable(),
  state: z.enum(RECEIPT_STATES),
  itemCount: z.number(),
  problemCount: z.number(),
  attemptCount: z.number(),
  canReplay: z.boolean(),
  receivedAt: z.date(),
  /** The first few items that were not recorded, by their place in the message. */
  problems: z.array(
    z.object({
      itemNo: z.number(),
      outcome: z.string(),
      problems: z.array(z.object({ field: z.string(), code: z.string() })),
    }),
  ),
  place: z.string(),
})
export type ReceiptRow = z.infer<typeof Receipt>

/** What came in, the newest first. Bodies stay sealed: they name customers. */
export async function webhookReceipts(
  actor: Actor,
  { state, cursor, limit }: ReceiptListQuestion,
  now: Date,
): Promise<{ items: ReceiptRow[]; next: string | null }> {
  authorize(actor, 'webhook.read')
  const after = cursor ? cursorPlace(cursor) : null
  return reading(actor, async (db) => {
    const found = await db.rows(
      Receipt,
      `SELECT r.id, s.name AS "sourceName", r.webhook_id AS "webhookId", r.type, r.state, r.item_count AS "itemCount",
         r.problem_count AS "problemCount", r.attempt_count AS "attemptCount", r.received_at AS "receivedAt",
         r.body_cipher IS NOT NULL AND coalesce(r.held_until <= $2, true) AS "canReplay",
         coalesce((SELECT jsonb_agg(jsonb_build_object('itemNo', x.no, 'outcome', x.item ->> 'outcome',
             'problems', coalesce((SELECT jsonb_agg(jsonb_build_object('field', p ->> 'field', 'code', p ->> 'code'))
               FROM jsonb_array_elements(x.item -> 'problems') p), '[]')) ORDER BY x.no)
           FROM (SELECT item, no::int FROM jsonb_array_elements(r.answer -> 'results') WITH ORDINALITY AS i (item, no)
             WHERE item ->> 'outcome' NOT IN ('new', 'same') ORDER BY no LIMIT 3) x), '[]') AS problems,
         r.received_at::text AS place
       FROM webhook_receipts r
       JOIN webhook_sources s ON s.organization_id = r.organization_id AND s.id = r.source_id
       WHERE r.organization_id = $1 AND ($3::text IS NULL OR r.state = $3)
         AND ($4::timestamptz IS NULL OR (r.received_at, r.id) < ($4, $5::uuid))
       ORDER BY r.received_at DESC, r.id DESC LIMIT $6`,
      [db.organizationId, now, state ?? null, after?.at ?? null, after?.id ?? null, limit + 1],
    )
    return pageOf(found, limit, ({ place, id }) => ({ at: place, id }))
  })
}
