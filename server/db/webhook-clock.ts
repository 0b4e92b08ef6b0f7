import { z } from 'zod'
import { workerPool } from './client.ts'

/** Longer than any request may take; a worker that was killed has lost its claim after it. */
const CLAIM_MS = 60_000

const Claimed = z.object({ organizationId: z.string(), deliveryId: z.string(), claim: z.string() })
export type ClaimedWebhook = z.infer<typeof Claimed>

/** Takes one due delivery of any organization for a minute, or null where nothing is due. Ids only: the worker's role sees no more. */
export async function claimWebhook(now: Date): Promise<ClaimedWebhook | null> {
  const { rows } = await workerPool().query(
    `SELECT organization_id AS "organizationId", delivery_id AS "deliveryId", claim
     FROM webhook_claim($1, $2)`,
    [now, new Date(now.getTime() + CLAIM_MS)],
  )
  return rows[0] ? Claimed.parse(rows[0]) : null
}
