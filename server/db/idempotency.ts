import { z } from 'zod'
import type { FactTx } from './fact-transaction.ts'

export type AskedOnce = { route: string; key: string; requestHash: Buffer; claim: string }

const Kept = z.object({
  is_same: z.boolean(),
  status: z.number().nullable(),
  answer: z.string().nullable(),
  wait_seconds: z.number(),
})

/** What is known of a request's key: it is ours to answer, was answered, is being answered, or came with another body. */
export type Standing =
  | { kind: 'mine' }
  | { kind: 'answered'; status: number; answer: string }
  | { kind: 'in-flight'; waitSeconds: number }
  | { kind: 'other-body' }

/**
 * Takes a key before its work is done. An attempt whose time is up has crashed, and the next one with the same body takes over: facts
 * are the same facts under their ids, so nothing is recorded twice.
 *
 * @param lock.seconds  how long an attempt may take
 * @param lock.keepHours  how long its answer is kept
 */
export async function takeIdempotencyKey(
  tx: FactTx,
  asked: AskedOnce,
  lock: { seconds: number; keepHours: number },
): Promise<Standing> {
  const identity = [tx.organizationId, asked.route, asked.key, asked.requestHash]
  const taken = await tx.execute(
    `INSERT INTO idempotency_keys AS k (organization_id, route, key, request_hash, claim, locked_until, expires_at)
     VALUES ($1, $2, $3, $4, $5, clock_timestamp() + $6 * interval '1 second', clock_timestamp() + $7 * interval '1 hour')
     ON CONFLICT (organization_id, route, key) DO UPDATE SET claim = excluded.claim, request_hash = excluded.request_hash,
       locked_until = excluded.locked_until, expires_at = excluded.expires_at, status = NULL, answer = NULL
     WHERE k.expires_at < clock_timestamp()
       OR (k.status IS NULL AND k.locked_until < clock_timestamp() AND k.request_hash = excluded.request_hash)`,
    [...identity, asked.claim, lock.seconds, lock.keepHours],
  )
  if (taken > 0) return { kind: 'mine' }
  const [kept] = await tx.rows(
    Kept,
    `SELECT request_hash = $4 AS is_same, status, answer,
       greatest(1, ceil(extract(epoch FROM locked_until - clock_timestamp())))::integer AS wait_seconds
     FROM idempotency_keys WHERE organization_id = $1 AND route = $2 AND key = $3`,
    identity,
  )
  // Let go between the two statements: the caller asks again in a second.
  if (!kept) return { kind: 'in-flight', waitSeconds: 1 }
  if (!kept.is_same) return { kind: 'other-body' }
  if (kept.status !== null && kept.answer !== null)
    return { kind: 'answered', status: kept.status, answer: kept.answer }
  return { kind: 'in-flight', waitSeconds: Math.min(kept.wait_seconds, 5) }
}

/** Keeps the answer, unless another attempt has taken over. */
export async function keepAnswer(
  tx: FactTx,
  asked: AskedOnce,
  given: { status: number; answer: string },
): Promise<void> {
  await tx.execute(
    `UPDATE idempotency_keys SET status = $5, answer = $6
     WHERE organization_id = $1 AND route = $2 AND key = $3 AND claim = $4`,
    [tx.organizationId, asked.route, asked.key, asked.claim, given.status, given.answer],
  )
}

/** Lets the key go after a failure that the next attempt may not meet. */
export async function letKeyGo(tx: FactTx, asked: AskedOnce): Promise<void> {
  await tx.execute(
    `DELETE FROM idempotency_keys
     WHERE organization_id = $1 AND route = $2 AND key = $3 AND claim = $4 AND status IS NULL`,
    [tx.organizationId, asked.route, asked.key, asked.claim],
  )
}
