import { z } from 'zod'
import type { AttemptDecision, AttemptResult } from '../domain/webhook/decide-attempt.ts'
import type { FactTx } from './fact-transaction.ts'

const Bytes = z.instanceof(Uint8Array)

const ClaimedDelivery = z.object({
  eventId: z.string(),
  body: z.string(),
  tryCount: z.number(),
  endpointId: z.string(),
  url: z.string(),
  secretCipher: Bytes,
  previousSecretCipher: Bytes.nullable(),
  previousUntil: z.date().nullable(),
  failingSince: z.date().nullable(),
})
export type ClaimedDelivery = z.infer<typeof ClaimedDelivery>

type Claim = { deliveryId: string; claim: string }

/** What a claimed delivery sends and where; null where the claim was lost in the meantime. */
export async function findClaimed(
  tx: FactTx,
  { deliveryId, claim }: Claim,
): Promise<ClaimedDelivery | null> {
  const [found] = await tx.rows(
    ClaimedDelivery,
    `SELECT d.event_id AS "eventId", v.body, d.try_count AS "tryCount", e.id AS "endpointId", e.url,
       e.secret_cipher AS "secretCipher", e.previous_secret_cipher AS "previousSecretCipher",
       e.previous_until AS "previousUntil", e.failing_since AS "failingSince"
     FROM webhook_deliveries d
     JOIN webhook_events v ON v.organization_id = d.organization_id AND v.id = d.event_id
     JOIN webhook_endpoints e ON e.organization_id = d.organization_id AND e.id = d.endpoint_id
     WHERE d.organization_id = $1 AND d.id = $2 AND d.claim = $3`,
    [tx.organizationId, deliveryId, claim],
  )
  return found ?? null
}

type Attempt = Claim & {
  endpointId: string
  result: AttemptResult
  decision: AttemptDecision
  /** When it was sent, and when the answer was there. */
  at: Date
  endedAt: Date
}

const Numbered = z.object({ attemptNo: z.number() })

/**
 * Writes what came of an attempt. The endpoint's row comes before the delivery's, as wherever both are changed.
 * @returns false where the claim was lost: another worker sends it again
 */
export async function saveAttempt(tx: FactTx, attempt: Attempt): Promise<boolean> {
  const { decision, endedAt } = attempt
  const isDisabled = await saveHealth(tx, attempt)
  const isWaiting = decision.kind === 'retry' && !isDisabled
  const state = decision.kind === 'delivered' ? 'delivered' : isWaiting ? 'waiting' : 'failed'
  const [row] = await tx.rows(
    Numbered,
    `UPDATE webhook_deliveries SET state = $4, attempt_count = attempt_count + 1, try_count = try_count + 1, claim = NULL,
       due_at = $5, finished_at = $6
     WHERE organization_id = $1 AND id = $2 AND claim = $3 RETURNING attempt_count AS "attemptNo"`,
    [
      tx.organizationId,
      attempt.deliveryId,
      attempt.claim,
      state,
      decision.kind === 'retry' ? decision.dueAt : endedAt,
      isWaiting ? null : endedAt,
    ],
  )
  if (!row) return false
  await tx.execute(
    `INSERT INTO webhook_attempts (organization_id, delivery_id, attempt_no, at, duration_ms, status, failure, answer)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      tx.organizationId,
      attempt.deliveryId,
      row.attemptNo,
      attempt.at,
      attempt.result.durationMs,
      attempt.result.status,
      attempt.result.failure,
      attempt.result.answer,
    ],
  )
  if (isWaiting && decision.kind === 'retry') await wakeSoon(tx, decision.dueAt, endedAt)
  return true
}

const Health = z.object({ isDisabled: z.boolean() })

/** What an attempt says of the endpoint. @returns whether it hears no more */
async function saveHealth(
  tx: FactTx,
  { endpointId, decision, endedAt }: Attempt,
): Promise<boolean> {
  const place = [tx.organizationId, endpointId]
  if (decision.kind === 'delivered') {
    await tx.execute(
      `UPDATE webhook_endpoints SET failing_since = NULL
       WHERE organization_id = $1 AND id = $2 AND failing_since IS NOT NULL`,
      place,
    )
    return false
  }
  const [row] = await tx.rows(
    Health,
    `UPDATE webhook_endpoints SET failing_since = coalesce(failing_since, $3) WHERE organization_id = $1 AND id = $2
     RETURNING disabled_at IS NOT NULL AS "isDisabled"`,
    [...place, decision.failingSince],
  )
  if (decision.kind !== 'disable' || row?.isDisabled) return row?.isDisabled ?? true
  await disableEndpoint(tx, endpointId, { reason: decision.reason, at: endedAt })
  return true
}

/** An endpoint hears no more: what still waits for it has failed, and may be replayed when it hears again. */
export async function disableEndpoint(
  tx: FactTx,
  endpointId: string,
  { reason, at }: { reason: 'person' | 'gone' | 'failing'; at: Date },
): Promise<void> {
  const place = [tx.organizationId, endpointId, at]
  await tx.execute(
    `UPDATE webhook_endpoints SET disabled_at = $3, disabled_reason = $4
     WHERE organization_id = $1 AND id = $2 AND disabled_at IS NULL`,
    [...place, reason],
  )
  await tx.execute(
    `UPDATE webhook_deliveries SET state = 'failed', finished_at = $3
     WHERE organization_id = $1 AND endpoint_id = $2 AND state = 'waiting' AND claim IS NULL`,
    place,
  )
}

/** What is due within the minute has a job of its own; the rest the minute's job finds. */
async function wakeSoon(tx: FactTx, dueAt: Date, now: Date): Promise<void> {
  const waitMs = dueAt.getTime() - now.getTime()
  if (waitMs < 60_000)
    await tx.execute(`SELECT webhook_wake(now() + $1 * interval '1 millisecond')`, [waitMs])
}

/** Sends deliveries again from the beginning of the schedule, under the ids of their events. @returns how many */
export async function replayDeliveries(
  tx: FactTx,
  which: { deliveryId: string } | { endpointId: string; failedSince: Date },
  now: Date,
): Promise<number> {
  const again = `UPDATE webhook_deliveries SET state = 'waiting', try_count = 0, due_at = $2, finished_at = NULL
     WHERE organization_id = $1 AND claim IS NULL`
  const values = [tx.organizationId, now]
  const count =
    'deliveryId' in which
      ? await tx.execute(`${again} AND id = $3`, [...values, which.deliveryId])
      : await tx.execute(
          `${again} AND endpoint_id = $3 AND state = 'failed' AND created_at >= $4`,
          [...values, which.endpointId, which.failedSince],
        )
  if (count > 0) await tx.execute('SELECT webhook_wake(now())')
  return count
}

/** Forgets events that happened before an instant, with their deliveries. @returns how many went */
export async function forgetEvents(tx: FactTx, before: Date, limit: number): Promise<number> {
  return tx.execute(
    `DELETE FROM webhook_events WHERE organization_id = $1 AND id IN (
       SELECT id FROM webhook_events WHERE organization_id = $1 AND created_at < $2 ORDER BY created_at LIMIT $3)`,
    [tx.organizationId, before, limit],
  )
}
