import { transaction } from '#server/db/transaction.ts'
import { type Actor, authorize, sessionOf } from '#server/domain/actor.ts'
import type { RevokeApiKey } from '#server/domain/api-key/input.ts'

/** Ends a key at once, with both of its secrets. It does not come back. */
export async function revokeApiKey(actor: Actor, input: RevokeApiKey): Promise<void> {
  authorize(actor, 'api-key.change')
  await transaction(actor, (tx) =>
    tx.execute('SELECT api_key_revoke($1, $2::uuid)', [sessionOf(actor), input.keyId]),
  )
}
