import { z } from 'zod'
import { notFound, ruleBroken } from '../domain/errors.ts'
import type { FactTx } from './fact-transaction.ts'

const Endpoint = z.object({
  id: z.string(),
  secretCipher: z.instanceof(Uint8Array),
  disabledAt: z.date().nullable(),
})

/** An endpoint, held until the act ends. @throws ProblemError not-found */
export async function lockEndpoint(
  tx: FactTx,
  endpointId: string,
): Promise<z.infer<typeof Endpoint>> {
  const [found] = await tx.rows(
    Endpoint,
    `SELECT id, secret_cipher AS "secretCipher", disabled_at AS "disabledAt" FROM webhook_endpoints
     WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE`,
    [tx.organizationId, endpointId],
  )
  if (!found) throw notFound('webhook-endpoint')
  return found
}

/** @throws ProblemError not-found, or rule-broken for one that hears no more */
export async function requireHearing(tx: FactTx, endpointId: string): Promise<void> {
  const { disabledAt } = await lockEndpoint(tx, endpointId)
  if (disabledAt) throw ruleBroken('webhook-endpoint-disabled')
}

const Chosen = z.object({ endpointId: z.string() })

/** Which endpoint a delivery goes to. @throws ProblemError not-found */
export async function endpointOfDelivery(tx: FactTx, deliveryId: string): Promise<string> {
  const [found] = await tx.rows(
    Chosen,
    `SELECT endpoint_id AS "endpointId" FROM webhook_deliveries WHERE organization_id = $1 AND id = $2`,
    [tx.organizationId, deliveryId],
  )
  if (!found) throw notFound('webhook-delivery')
  return found.endpointId
}

type SecretTable = 'webhook_endpoints' | 'webhook_sources'

/** Gives a row a new secret; the one before stays good until an instant. @throws ProblemError not-found */
export async function replaceSecret(
  tx: FactTx,
  table: SecretTable,
  { id, cipher, previousUntil }: { id: string; cipher: Uint8Array; previousUntil: Date },
): Promise<void> {
  const count = await tx.execute(
    `UPDATE ${table} SET previous_secret_cipher = secret_cipher, previous_until = $4, secret_cipher = $3
     WHERE organization_id = $1 AND id = $2`,
    [tx.organizationId, id, cipher, previousUntil],
  )
  if (count === 0)
    throw notFound(table === 'webhook_sources' ? 'webhook-source' : 'webhook-endpoint')
}
