import { z } from 'zod'
import { conflict, notFound, ProblemError } from '../domain/errors.ts'
import type { ReceiptVerdict } from '../domain/webhook/receipt-verdict.ts'
import type { FactTx } from './fact-transaction.ts'

/** A request is believed to be alive for so long; then another may take the message up. */
const HOLD_MS = 60_000

type Arrived = {
  id: string
  sourceId: string
  webhookId: string
  bodySha256: Uint8Array
  bodyCipher: Uint8Array
}

const Known = z.object({
  id: z.string(),
  isSameBody: z.boolean(),
  state: z.string(),
  answer: z.unknown(),
  isHeld: z.boolean(),
})

/** A message to be worked on, or one that was answered before. */
export type HeldReceipt = { kind: 'work'; id: string } | { kind: 'answered'; answer: unknown }

/**
 * Keeps a message before it is worked on, or finds the one that came before under its id.
 * @throws ProblemError conflict, where the id came with another body; unavailable, while another request works on it
 */
export async function holdReceipt(tx: FactTx, arrived: Arrived, now: Date): Promise<HeldReceipt> {
  const until = new Date(now.getTime() + HOLD_MS)
  const isNew = await tx.execute(
    `INSERT INTO webhook_receipts (id, organization_id, source_id, webhook_id, body_sha256, body_cipher, received_at, held_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (organization_id, source_id, webhook_id) DO NOTHING`,
    [
      arrived.id,
      tx.organizationId,
      arrived.sourceId,
      arrived.webhookId,
      arrived.bodySha256,
      arrived.bodyCipher,
      now,
      until,
    ],
  )
  if (isNew) return { kind: 'work', id: arrived.id }
  const [known] = await tx.rows(
    Known,
    `SELECT id, body_sha256 = $4 AS "isSameBody", state, answer, coalesce(held_until > $5, false) AS "isHeld"
     FROM webhook_receipts WHERE organization_id = $1 AND source_id = $2 AND webhook_id = $3 FOR UPDATE`,
    [tx.organizationId, arrived.sourceId, arrived.webhookId, arrived.bodySha256, now],
  )
  if (!known?.isSameBody) throw conflict('webhook')
  if (known.state !== 'received' && known.state !== 'failed')
    return { kind: 'answered', answer: known.answer }
  await takeUp(tx, known, until)
  return { kind: 'work', id: known.id }
}

/** Takes a message up again that was not recorded whole. @throws ProblemError not-found, unavailable or conflict where it is settled */
export async function holdAgain(tx: FactTx, receiptId: string, now: Date): Promise<string> {
  const [known] = await tx.rows(
    z.object({ id: z.string(), sourceId: z.string(), isOpen: z.boolean(), isHeld: z.boolean() }),
    `SELECT id, source_id AS "sourceId", body_cipher IS NOT NULL AND state <> 'refused' AS "isOpen",
       coalesce(held_until > $3, false) AS "isHeld"
     FROM webhook_receipts WHERE organization_id = $1 AND id = $2 FOR UPDATE`,
    [tx.organizationId, receiptId, now],
  )
  if (!known) throw notFound('webhook-receipt')
  if (!known.isOpen) throw conflict('webhook-receipt')
  await takeUp(tx, known, new Date(now.getTime() + HOLD_MS))
  return known.sourceId
}

async function takeUp(
  tx: FactTx,
  known: { id: string; isHeld: boolean },
  until: Date,
): Promise<void> {
  if (known.isHeld) throw new ProblemError({ kind: 'unavailable', retryAfterSeconds: 5 })
  await tx.execute(
    'UPDATE webhook_receipts SET held_until = $3 WHERE organization_id = $1 AND id = $2',
    [tx.organizationId, known.id, until],
  )
}

const Kept = z.object({ bodyCipher: z.instanceof(Uint8Array).nullable() })

/** The sealed body of a message; null where it was recorded and forgotten. @throws ProblemError not-found */
export async function getReceiptBody(tx: FactTx, receiptId: string): Promise<Uint8Array | null> {
  const [row] = await tx.rows(
    Kept,
    `SELECT body_cipher AS "bodyCipher" FROM webhook_receipts WHERE organization_id = $1 AND id = $2`,
    [tx.organizationId, receiptId],
  )
  if (!row) throw notFound('webhook-receipt')
  return row.bodyCipher
}

/** Writes what became of a message. The body is forgotten where nothing is left to do with it. */
export async function settleReceipt(
  tx: FactTx,
  receiptId: string,
  verdict: ReceiptVerdict,
  now: Date,
): Promise<void> {
  await tx.execute(
    `UPDATE webhook_receipts SET state = $3, type = $4, item_count = $5, problem_count = $6, answer = $7::jsonb,
       attempt_count = attempt_count + 1, held_until = NULL, finished_at = $8,
       body_cipher = CASE WHEN $3 IN ('recorded', 'refused') THEN NULL ELSE body_cipher END
     WHERE organization_id = $1 AND id = $2`,
    [
      tx.organizationId,
      receiptId,
      verdict.state,
      verdict.type,
      verdict.itemCount,
      verdict.problemCount,
      verdict.answer === null ? null : JSON.stringify(verdict.answer),
      now,
    ],
  )
}

/** Forgets messages that came before an instant. @returns how many went */
export async function forgetReceipts(tx: FactTx, before: Date, limit: number): Promise<number> {
  return tx.execute(
    `DELETE FROM webhook_receipts WHERE organization_id = $1 AND id IN (
       SELECT id FROM webhook_receipts WHERE organization_id = $1 AND received_at < $2 ORDER BY received_at LIMIT $3)`,
    [tx.organizationId, before, limit],
  )
}
