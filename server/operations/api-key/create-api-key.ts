import { randomUUID } from 'node:crypto'
import { newApiKeySecret } from '#server/db/api-key.ts'
import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import type { CreateApiKey } from '#server/domain/api-key/input.ts'

export type ShownSecret = { keyId: string; secret: string }

/** Makes a key for a system of the business. Its secret is told only now: what is kept is a hash. */
export async function createApiKey(actor: Actor, input: CreateApiKey): Promise<ShownSecret> {
  authorize(actor, 'api-key.change')
  const { secret, prefix, hash } = newApiKeySecret()
  const keyId = randomUUID()

  await transaction(actor, (tx) =>
    tx.execute('SELECT api_key_create($1, $2::uuid, $3, $4, $5, $6::text[], $7::integer)', [
      sessionOf(actor),
      keyId,
      input.name,
      prefix,
      hash,
      input.scopes,
      input.expiresInDays,
    ]),
  )
  return { keyId, secret }
}
